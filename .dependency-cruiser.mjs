/** Imports run one way: docs/architecture.md tells the story, each rule's comment tells it to whoever breaks one. */
const chosen = [
  '@aws-sdk/client-[a-z0-9-]+',
  '@aws-sdk/credential-providers',
  '@azure/identity',
  '@marcbachmann/cel-js',
  '@microsoft/microsoft-graph-client',
  '@smithy/signature-v4',
  'commander',
  'croner',
  'nodemailer',
  'p-limit',
  'picocolors',
  're2js',
  'yaml',
  'zod',
]
const sdk = ['(^|/)node_modules/(@aws-sdk|@smithy|@azure|@microsoft|@cloud-copilot)/', '^(@aws-sdk|@smithy|@azure|@microsoft)/']
const nodeModules = ['^node:', '^(fs|path|os|child_process|http|https|net|tls|crypto|zlib|process|worker_threads|stream|util|url|timers)$']

export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two files that import each other can only be understood together: move what both need into a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rules-see-only-their-ground',
      comment: 'A rule is a pure question: it sees rule.ts, datasets, the estate, analyses and zod for its parameters; not another rule, no SDK, no engine.',
      severity: 'error',
      from: { path: '^rules/[^/]+/' },
      to: { pathNot: ['^src/(rule|dataset|assessment)\\.ts$', '^src/(datasets|estate|analysis)/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'rule-list-sees-rules',
      comment: 'rules/index.ts is a list: it imports rules and the type of one.',
      severity: 'error',
      from: { path: '^rules/[^/]+\\.ts$' },
      to: { pathNot: ['^rules/[^/]+/', '^src/rule\\.ts$'] },
    },
    {
      name: 'reports-read-only-the-assessment',
      comment:
        'A report is a function of the assessment: it imports its types and pure node modules, nothing else of the engine, so that an old JSON can be rendered again.',
      severity: 'error',
      from: { path: '^reports/' },
      to: { pathNot: ['^reports/', '^src/assessment\\.ts$', '^(node:)?(zlib|crypto)$'] },
    },
    {
      name: 'reports-take-types-only',
      comment: 'Of the engine a report takes types; code of the engine would tie the page to it.',
      severity: 'error',
      from: { path: '^reports/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-collect-sees-sdks',
      comment: 'Cloud SDKs live behind the sessions of src/collect, where the read-only guard stands.',
      severity: 'error',
      from: { path: '^(src|rules|reports)/', pathNot: '^src/collect/' },
      to: { path: sdk },
    },
    {
      name: 'collect-never-judges',
      comment: 'Collectors bring rows and gaps; what they mean is decided later.',
      severity: 'error',
      from: { path: '^src/collect/' },
      to: { path: ['^rules/', '^reports/', '^src/(estate|analysis|cli)/', '^src/(rule|evaluate|examine|fold|score|gate|assessment|config)\\.ts$'] },
    },
    {
      name: 'datasets-stand-on-the-ground',
      comment: 'A dataset is a contract: it imports dataset.ts and zod.',
      severity: 'error',
      from: { path: '^src/(datasets/|dataset\\.ts$)' },
      to: { pathNot: ['^src/datasets/', '^src/dataset\\.ts$', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'analysis-is-pure',
      comment: 'An analysis reads datasets and computes: no files, no clock of its own, no estate, no rule.',
      severity: 'error',
      from: { path: '^src/analysis/' },
      to: { pathNot: ['^src/analysis/', '^src/datasets/', '^src/dataset\\.ts$'] },
    },
    {
      name: 'estate-stands-below-the-rules',
      comment: 'Views are built from datasets and analyses; they know no rule and no verdict.',
      severity: 'error',
      from: { path: '^src/estate/' },
      to: { path: ['^src/(rule|evaluate|examine|fold|score|gate|assessment|config)\\.ts$', '^src/(cli|collect|snapshot-store)/', '^rules/', '^reports/'] },
    },
    {
      name: 'files-and-processes-at-the-edge',
      comment:
        'node:fs and process live in src/cli and src/snapshot-store; the wire in src/collect. Everything between is a function of its input (node:crypto for fingerprints aside).',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(cli|snapshot-store|collect)/' },
      to: { path: nodeModules, pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'engine-never-looks-up',
      comment: 'The command line uses the engine, never the other way round; rules and reports are handed in by it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: ['^src/cli/', '^rules/', '^reports/'] },
    },
    {
      name: 'nothing-imports-tests',
      comment: 'Code that ships never depends on code that tests it.',
      severity: 'error',
      from: { path: '^(src|rules|reports)/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-chosen-libraries',
      comment: 'What ships is bundled: only libraries that were chosen for it, by licence, health and size, may be in it.',
      severity: 'error',
      from: { path: '^(src|rules|reports)/', pathNot: '^reports/html/page/' },
      to: { dependencyTypesNot: ['type-only', 'core'], pathNot: ['^(src|rules|reports)/', `(^|/)node_modules/(${chosen.join('|')})/`] },
    },
    {
      name: 'not-unreachable-from-cli',
      comment: 'What the command line cannot reach is dead wood: use it or delete it.',
      severity: 'error',
      from: { path: '^src/cli/index\\.ts$' },
      to: { path: '^(src|rules|reports)/', pathNot: '^reports/html/(page/|page\\.generated\\.ts$)', reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^dist/', '^reports/html/page/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}

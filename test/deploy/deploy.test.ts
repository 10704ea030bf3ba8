import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'

const project = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(resolve(project, file), 'utf8')
/** Schemas of SchemaStore, GitLab and Microsoft, as check-jsonschema 0.39.0 carries them. */
const schema = (name: string) => JSON.parse(gunzipSync(readFileSync(resolve(import.meta.dirname, `schemas/${name}.json.gz`))).toString())

const recipes = ['action.yml', 'deploy/github/postern.yml', 'deploy/gitlab/.gitlab-ci.yml', 'deploy/azure-devops/azure-pipelines.yml'] as const

describe('each recipe', () => {
  it.each([
    ['action.yml', 'github-actions'],
    ['deploy/github/postern.yml', 'github-workflows'],
    ['deploy/gitlab/.gitlab-ci.yml', 'gitlab-ci'],
    ['deploy/azure-devops/azure-pipelines.yml', 'azure-pipelines'],
  ])('%s is what the schema of its system accepts', (file, name) => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allowUnionTypes: true }).compile(schema(name))
    validate(parse(read(file)))
    expect(validate.errors).toBeNull()
  })

  it('is refused by that schema with a step that it does not know', () => {
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema('github-actions'))
    expect(validate({ ...parse(read('action.yml')), runs: { using: 'composite', steps: [{ runs: 'true' }] } })).toBe(false)
  })

  it('names actions by commit, never by a tag that can be moved', () => {
    for (const file of ['action.yml', 'deploy/github/postern.yml'])
      for (const [, name] of read(file).matchAll(/uses: (\S+)/g)) expect(name).toMatch(/@[0-9a-f]{40}$/)
  })

  it('puts no expression into a script, where a name could become a command', () => {
    const scripts = (value: unknown): string[] =>
      Array.isArray(value)
        ? value.flatMap(scripts)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, member]) => (key === 'run' && typeof member === 'string' ? [member] : scripts(member)))
          : []
    for (const file of ['action.yml', 'deploy/github/postern.yml']) {
      const found = scripts(parse(read(file)))
      expect(found.length).toBeGreaterThan(0)
      for (const script of found) expect(script).not.toContain('${{')
    }
  })

  it('uses options that the command line knows', () => {
    const help = execFileSync(process.execPath, ['bin/postern.js', 'scan', '--help'], { cwd: project, encoding: 'utf8' })
    const texts = [...recipes, 'deploy/kubernetes/cronjob.yaml', 'deploy/systemd/postern.service'].map(read).join('\n')
    const scans = texts.split('\n').filter(line => /\bscan\b.*--config/.test(line))
    expect(scans.length).toBeGreaterThanOrEqual(5)
    for (const [option] of scans.join('\n').matchAll(/--[a-z-]+/g)) if (option !== '--rm' && option !== '--user') expect(help).toContain(option)
  })

  it.each(recipes.map(file => [file]))('%s has scripts that the shell can read', file => {
    const scripts = (value: unknown): string[] =>
      Array.isArray(value)
        ? value.every(line => typeof line === 'string') && value.length > 0
          ? []
          : value.flatMap(scripts)
        : typeof value === 'object' && value !== null
          ? Object.entries(value).flatMap(([key, member]) =>
              key === 'script' && Array.isArray(member)
                ? [member.join('\n')]
                : (key === 'run' || key === 'inlineScript') && typeof member === 'string'
                  ? [member]
                  : scripts(member),
            )
          : []
    const found = scripts(parse(read(file)))
    expect(found.length).toBeGreaterThan(0)
    for (const script of found) expect(() => execFileSync('bash', ['-n'], { input: script })).not.toThrow()
  })
})

describe('the CronJob', () => {
  const documents = parseAllDocuments(read('deploy/kubernetes/cronjob.yaml')).map(document => document.toJS())
  const { spec } = documents.find(({ kind }) => kind === 'CronJob')
  const pod = spec.jobTemplate.spec.template.spec

  it('never runs twice at once, and does not try again what would say the same', () => {
    expect([spec.concurrencyPolicy, spec.timeZone, pod.restartPolicy]).toEqual(['Forbid', 'Etc/UTC', 'Never'])
    expect(spec.jobTemplate.spec.podFailurePolicy.rules[0].onExitCodes.values).toEqual([1, 2, 4])
  })

  it('runs as nobody in particular, from a digest, on a disk it cannot write', () => {
    const [container] = pod.containers
    expect(container.image).toMatch(/@sha256:[0-9a-f]{64}$/)
    expect([pod.securityContext.runAsNonRoot, container.securityContext]).toEqual([
      true,
      { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    ])
  })

  it('mounts what it names', () => {
    const volumes = pod.volumes.map(({ name }: { name: string }) => name)
    expect(pod.containers[0].volumeMounts.map(({ name }: { name: string }) => name)).toEqual(volumes)
    const claims = pod.volumes.flatMap(({ persistentVolumeClaim }: { persistentVolumeClaim?: { claimName: string } }) => persistentVolumeClaim?.claimName ?? [])
    expect(documents.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(claims)
  })
})

describe('the systemd units', () => {
  it('take a gate that failed for a scan that went well, and keep runs where nobody else reads', () => {
    const unit = read('deploy/systemd/postern.service')
    for (const line of ['Type=oneshot', 'SuccessExitStatus=1', 'StateDirectory=postern', 'StateDirectoryMode=0700', 'ProtectSystem=strict'])
      expect(unit).toContain(`\n${line}\n`)
    for (const line of [...unit.split('\n'), ...read('deploy/systemd/postern.timer').split('\n')]) expect(line).toMatch(/^(?:\[\w+\]|#.*|[A-Z]\w+=.*|)$/)
    expect(read('deploy/systemd/postern.timer')).toMatch(/\nOnCalendar=.+\nPersistent=true\n/)
  })
})

describe('the image', () => {
  it('holds only what ships, which is there', () => {
    const dockerfile = read('deploy/docker/Dockerfile')
    const kept = [...dockerfile.matchAll(/--from=build \S+ \/build\/(\S+)/g)].map(([, path]) => path ?? '')
    const { files } = JSON.parse(read('package.json'))
    expect(kept).toEqual(['package.json', ...files.filter((path: string) => !path.includes('*'))])
    expect(dockerfile).toContain('\nUSER 65532:65532\n')
  })
})

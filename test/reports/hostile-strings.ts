/** Strings that people and strangers may put into names, and what each is meant to break. */
export const hostileStrings: readonly string[] = [
  '</script><img src=x onerror=alert(1)>',
  '<img src=https://evil.example/beacon.png>',
  '"><svg onload=alert(2)>',
  "' onmouseover='alert(3)",
  '<!--<script>alert(4)',
  ']]><style>*{display:none}</style>',
  '</noscript><iframe src=javascript:alert(5)></iframe>',
  '</title><base href=https://evil.example/>',
  'javascript:alert(6)',
  'data:text/html,<script>alert(7)</script>',
  '{{constructor.constructor("alert(8)")()}}',
  ['$', '{alert(9)}'].join(''),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\u001b[2J\u001b[31mgone\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31mC1',
  '::error::injected',
  '##vso[task.setvariable variable=x]y',
  'admin\u202egnp.exe',
  '\u200fright\u200eleft\u2066isolate\u2069',
  'line\u2028separator\u2029paragraph',
  'half \ud800 surrogate \udc00 pair',
  'nul\u0000byte\u0008back\u007fdelete',
  'zero\u200bwidth\ufeffmark',
  'tags\u{e0041}\u{e0042}',
  '=cmd|"/c calc"!A1',
  '../../etc/passwd',
  '%00%0d%0aSet-Cookie:x=y',
  '&lt;script&gt;alert(10)&lt;/script&gt;',
  '\\u003cscript\\u003e',
  ['`$', '{process.exit()}`'].join(''),
  'a'.repeat(5000),
  ' ',
  '🏴‍☠️ e\u0301\u0301\u0301\u0301\u0301\u0301',
]

/** Puts a hostile string into each name in turn, keeping the name so that names stay different. */
export const hostileNames = (): ((plain: string) => string) => {
  let turn = 0
  return plain => `${hostileStrings[turn++ % hostileStrings.length]} ${plain}`
}

import { describeDirectory, isManaged } from '../../src/analysis/directory-kinds.ts'
import { directories, directorySettings } from '../../src/datasets/aws/directories.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Settings by the names that AWS gives them: https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_directory_settings.html */
const OLD = /^(?:PCT_|SSL_|TLS_1_[01]$|RC[24]_|DES_|3DES_)/
const ON = 'Enable'
const OFF = 'Disable'

export default defineRule({
  id: 'aws-directory-old-protocols',
  title: 'Managed Microsoft ADs speak no old protocol and no weak cipher',
  failureTitle: 'Old protocols in a Managed Microsoft AD',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'SSL, TLS 1.0 and 1.1 and the ciphers RC2, RC4, DES and 3DES are broken or close to it. A Managed Microsoft AD keeps those on that are not switched off in its settings. NTLM is not among these settings: it is limited by group policy inside the domain, which cannot be read here.',
  remediation: [
    { text: 'Find clients that still need them in the forwarded security log.' },
    { text: 'Switch them off.', command: 'aws ds update-settings --directory-id DIRECTORY --settings Name=TLS_1_0,Value=Disable Name=TLS_1_1,Value=Disable' },
  ],
  verify: [
    { text: 'None of them is applied as Enable.', command: "aws ds describe-settings --directory-id DIRECTORY --query 'SettingEntries[].[Name,AppliedValue]'" },
  ],
  frameworks: { 'nist-800-53@r5': ['CM-7', 'SC-8(1)', 'SC-13'], 'mcsb@2': ['DP-3', 'NS-8'] },
  equivalents: {},
  references: [
    { title: 'Edit directory security settings', url: 'https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_directory_settings.html' },
    { title: 'SettingEntry', url: 'https://docs.aws.amazon.com/directoryservice/latest/devguide/API_SettingEntry.html' },
  ],
  subjects: directories,
  needs: { directorySettings },
  where: isManaged,
  check(directory, { directorySettings }) {
    const { id } = directory
    const what = describeDirectory(directory)
    const settings = directorySettings.get(id)?.settings
    const old = (settings ?? []).filter(({ name }) => OLD.test(name))
    if (settings === undefined || old.length === 0) return unknown(`Which protocols ${what} speaks was not told.`)
    const on = old.filter(({ value }) => value === ON).map(({ name }) => name)
    if (on.length > 0) return fail(`${what} speaks ${on.join(', ')}.`, [evidence('Enabled', on, id)])
    const untold = old.find(({ value }) => value !== OFF)
    if (untold === undefined) return pass()
    return unknown(`Whether ${what} speaks ${untold.name} ${untold.value === undefined ? 'was not told' : `is not known: it is set to ${untold.value}`}.`)
  },
})

import rule from '../../../rules/privileged-access/azure-privileged-assignment-to-service-principal.ts'
import { azureCustomRoles, azureRoleAssignments, OWNER, RBAC_ADMINISTRATOR, USER_ACCESS_ADMINISTRATOR } from '../../../src/datasets/azure/authorization.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, customRole, person, program, shop, team } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), program('pipeline'), team('team', ['ann'], ['pipeline']), team('hidden', null))
const abroad = given(azureRoleAssignments, assignment('abroad', shop, OWNER, { principalType: 'ForeignGroup' }))
const asProgram = { principalType: 'ServicePrincipal' }

testRule(
  rule,
  {
    pass: {
      'one with a custom role that gives away none': [
        people,
        given(azureCustomRoles, customRole('deployer', ['*'], { notActions: ['Microsoft.Authorization/*/Write'] })),
        given(azureRoleAssignments, assignment('pipeline', shop, 'deployer', { ...asProgram, isCustom: true })),
      ],
      'a person': [people, given(azureRoleAssignments, assignment('ann', shop))],
      'PIM itself, which cannot do without': [
        given(azurePrincipals, program('ms-pim', { name: 'MS-PIM', appId: '01fc33a7-78ba-4d2f-a4b7-768e336e890e' })),
        given(azureRoleAssignments, assignment('ms-pim', 'platform', USER_ACCESS_ADMINISTRATOR, asProgram)),
      ],
      'declared by its application id': [
        people,
        given(azureRoleAssignments, assignment('pipeline', shop, OWNER, asProgram)),
        given(declared, declaration('application', 'APP-pipeline')),
      ],
      'declared as a principal': [
        people,
        given(azureRoleAssignments, assignment('pipeline', shop, OWNER, asProgram)),
        given(declared, declaration('principal', 'pipeline')),
      ],
      'a group of another tenant that is declared': [people, abroad, given(declared, declaration('principal', 'abroad'))],
    },
    fail: {
      'an owner': {
        given: [people, given(azureRoleAssignments, assignment('pipeline', shop, OWNER, asProgram))],
        severity: 'medium',
        message: /^pipeline is Owner of .*, and not declared\.$/,
      },
      'one that only takes the name of PIM': [
        given(azurePrincipals, program('fake', { name: 'MS-PIM' })),
        given(azureRoleAssignments, assignment('fake', shop, USER_ACCESS_ADMINISTRATOR, asProgram)),
      ],
      'one that may give away some roles only': {
        given: [people, given(azureRoleAssignments, assignment('pipeline', shop, RBAC_ADMINISTRATOR, { ...asProgram, hasCondition: true, bindsRoles: true }))],
        severity: 'low',
      },
      'one whose condition lets it give away every role': {
        given: [people, given(azureRoleAssignments, assignment('pipeline', shop, RBAC_ADMINISTRATOR, { ...asProgram, hasCondition: true }))],
        severity: 'medium',
      },
      'one with a custom role that gives away roles': {
        given: [
          people,
          given(azureCustomRoles, customRole('boss', ['Microsoft.Authorization/*'])),
          given(azureRoleAssignments, assignment('pipeline', shop, 'boss', { ...asProgram, isCustom: true })),
        ],
        severity: 'medium',
      },
      'in a group': {
        given: [people, given(azureRoleAssignments, assignment('team', shop, OWNER, { principalType: 'Group' }))],
        evidence: [{ label: 'Application', value: 'pipeline' }],
      },
    },
    unknown: {
      'one with a custom role that was not read': [people, given(azureRoleAssignments, assignment('pipeline', shop, 'boss', { ...asProgram, isCustom: true }))],
      'a group of another tenant, in which applications may be': { given: [people, abroad], message: /ForeignGroup abroad of another tenant/ },
      'a group whose members were not read': {
        given: [people, given(azureRoleAssignments, assignment('hidden', shop, OWNER, { principalType: 'Group' }))],
        message: /hidden/,
      },
    },
    'not-applicable': { 'a contributor': [people, given(azureRoleAssignments, assignment('pipeline', shop, 'contributor', asProgram))] },
  },
  { answersWithout: [azureCustomRoles] },
)

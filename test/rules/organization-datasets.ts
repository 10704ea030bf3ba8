import {
  organizationAccounts,
  organizationalUnits,
  organizationMemberships,
  organizationPolicies,
  organizationRoots,
} from '../../src/datasets/aws/organization.ts'

/** What permissions are computed without where it is not read, for `answersWithout`: they are then not known, and say so. */
export const ORGANIZATION_DATASETS = [organizationRoots, organizationalUnits, organizationAccounts, organizationPolicies, organizationMemberships]

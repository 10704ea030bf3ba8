import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const region = z.object({ ...rowFields })
export type Region = z.infer<typeof region>
/**
 * The Regions of an account that are asked: those that the config names, else those that are enabled. `id` is the code, e.g. `eu-west-1`.
 * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html
 */
export const awsRegions = defineDataset<Region>({
  name: 'aws-regions',
  per: 'aws-account',
  permissions: ['account:ListRegions'],
  readable: 'app',
  row: region,
})

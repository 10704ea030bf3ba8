/** The tenants of the scan: one with a fault for each rule, one without any, and one as it was delivered, with nothing switched on. */
export const tenants = {
  faulty: 'aaaaaaaa-2222-4333-8444-555555555555',
  sound: 'bbbbbbbb-2222-4333-8444-555555555555',
  bare: 'cccccccc-2222-4333-8444-555555555555',
} as const

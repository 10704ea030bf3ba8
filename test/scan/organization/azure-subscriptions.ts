/** The subscriptions of the three tenants: two of the faulty one, one of each other, and one of the sound one that is disabled. */
export const subscriptions = {
  shop: 'aaaaaaaa-1111-4000-8000-000000000001',
  lab: 'aaaaaaaa-1111-4000-8000-000000000002',
  production: 'bbbbbbbb-1111-4000-8000-000000000001',
  retired: 'bbbbbbbb-1111-4000-8000-000000000002',
  only: 'cccccccc-1111-4000-8000-000000000001',
} as const

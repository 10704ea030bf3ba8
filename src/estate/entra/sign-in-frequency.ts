import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'

type Session = NonNullable<ConditionalAccessPolicy['sessionControls']>

/** Hours after which one must sign in again, 0 for each time; undefined: it does not say. https://learn.microsoft.com/graph/api/resources/signinfrequencysessioncontrol */
export const hoursOfSession = ({ signInFrequency }: Session): number | undefined => {
  if (signInFrequency === null) return undefined
  if (signInFrequency.frequencyInterval === 'everyTime') return 0
  const { type, value } = signInFrequency
  return value === null ? undefined : type === 'days' ? value * 24 : type === 'hours' ? value : undefined
}

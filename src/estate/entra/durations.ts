/** Hours of an ISO 8601 duration of days, hours and minutes, as PIM writes them (`PT8H`, `PT1H30M`, `P1D`); undefined where it is another form. */
export const hoursOf = (duration: string): number | undefined => {
  const parts = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration)
  if (parts === null) return undefined
  const [days, hours, minutes] = parts.slice(1).map(part => Number(part ?? 0))
  return (days ?? 0) * 24 + (hours ?? 0) + (minutes ?? 0) / 60
}

/** Hours of an ISO 8601 duration of days, hours and minutes, as PIM writes them (`PT8H`, `PT1H30M`, `P1D`); undefined where it is another form. */
export const hoursOf = (duration: string): number | undefined => {
  const parts = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration)
  if (parts === null) return undefined
  const [days, hours, minutes] = parts.slice(1).map(part => Number(part ?? 0))
  return (days ?? 0) * 24 + (hours ?? 0) + (minutes ?? 0) / 60
}

/** Days of an ISO 8601 duration, a month counted as 30 and a year as 365; undefined where it is none. */
export const daysOf = (duration: string): number | undefined => {
  const parts = /^P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (parts === null) return undefined
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = parts.slice(1).map(part => Number(part ?? 0))
  return years * 365 + months * 30 + weeks * 7 + days + Math.floor(hours / 24)
}

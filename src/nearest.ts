const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min((current[j - 1] ?? 0) + 1, (previous[j] ?? 0) + 1, change))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** The known word that a mistyped one most likely meant, if any is near. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const [best] = known.map(candidate => ({ candidate, far: distance(word.toLowerCase(), candidate.toLowerCase()) })).sort((a, b) => a.far - b.far)
  return best !== undefined && best.far <= Math.max(2, Math.floor(word.length / 4)) ? best.candidate : undefined
}

/** What to say after a word that is not known: the one that was meant, where there is a near one, else what to do. */
export const didYouMean = (word: string, known: readonly string[], otherwise = ''): string => {
  const meant = nearest(word, known)
  return meant === undefined ? otherwise : `; did you mean \`${meant}\`?`
}

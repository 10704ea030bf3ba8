import { draw } from './ids.ts'

/** Given and family names, paired by chance: nobody in particular. */
const given = `
  Aaliyah Adrián Agnieszka Ahmed Aino Alejandra Amara Anders Anjali Antonín Åsa Ayşe Beatriz Benedikt Bjørn Caoimhe Carlos Catarina Chidi
  Chloé Ciarán Daan Dagny Dariusz Deepika Dimitra Dorottya Eirik Eleni Emeka Enzo Erzsébet Fatima Femke Filip Florentina François Frida
  Gabriela Giulia Grzegorz Hamza Hanneke Haruka Henrik Hye-jin Ibrahim Ida Ilse Ioana Isabel Ivana Jakub Jamal Jana Joaquim Jónas Kaisa Kareem
  Katarzyna Keiko Kwame Lars Leila Liam Ligia Lotte Luca Magnus Małgorzata Marit Mehmet Mei Mikkel Nadia Niamh Nikolai Noor Odalys Olena Omar
  Oskar Paloma Petra Quentin Rahul Renata Rosalind Sanne Sigrid Sora Stefan Sunniva Tadeusz Tariq Thandiwe Torbjørn Ulrike Vasilis Wanjiru
  Xiomara Yusuf Zofia Zsófia
`
  .trim()
  .split(/\s+/)
const family = `
  Abara Aguirre Almeida Andersson Asante Bakker Banerjee Bergström Bianchi Brandvold Carvalho Chukwu Costello Dahlgren Delacroix Demir
  Dąbrowski Eklund Eriksen Farouk Ferrante Fjeldstad Fonseca Gallagher Ghosh Grönlund Gutiérrez Haddad Halvorsen Hashimoto Hendriks Horváth
  Ibáñez Iyer Jankauskas Johannessen Kaczmarek Kapoor Katsaros Kimura Kovalenko Kristiansen Laurila Lefèvre Lindqvist Ljungberg Madsen
  Mahlangu Marchetti Mendoza Mohr Moreau Murakami Nagy Nakagawa Njoroge Novotná Nyström Obi Okafor Oliveira Osei Özdemir Pajari Papadakis
  Pereira Petrov Popescu Quispe Rasmussen Reinholt Richter Rossi Sandvik Santos Schreiber Seo Sharma Solheim Suzuki Szabó Takahashi Thorsen
  Tremblay Ueda Vestergaard Vlček Wieczorek Wójcik Yamamoto Yilmaz Zawadzki Zielińska Žukauskas
`
  .trim()
  .split(/\s+/)

export interface PersonName {
  readonly display: string
  /** `given.family` in ASCII, as it stands before the @. */
  readonly alias: string
}

/** Letters that have no accent to take off. */
const letters: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', ı: 'i', ß: 'ss', æ: 'ae', đ: 'd' }

const ascii = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[øłıßæđ]/g, letter => letters[letter] ?? '')
    .replace(/[^a-z0-9-]/g, '')

const shuffled = (names: readonly string[], of: string): string[] => names.toSorted((a, b) => draw(2 ** 32, `${of} ${a}`) - draw(2 ** 32, `${of} ${b}`))

/** So many different names; the same for the same `of`. Throws when there are no more. */
export const peopleNamed = (count: number, of: string): PersonName[] => {
  const [first, last] = [shuffled(given, of), shuffled(family, of)]
  const found = new Map<string, PersonName>()
  for (let index = 0; index < count; index++) {
    const [one, two] = [first[index % first.length] ?? '', last[index % last.length] ?? '']
    const alias = `${ascii(one)}.${ascii(two)}`
    found.set(alias, { display: `${one} ${two}`, alias })
  }
  if (found.size < count) throw new Error(`there are not ${count} different names`)
  return [...found.values()]
}

import { z } from 'zod'

/** What an expression may know of a value in a row. `unknown` fields of a schema are not offered at all. */
export type FieldType =
  | { readonly kind: 'text'; readonly values?: readonly string[] }
  | { readonly kind: 'time' | 'whole' | 'number' | 'truth' }
  | { readonly kind: 'list'; readonly of: FieldType }
  | ObjectType

/** A row, or an object in one. `make` is the class by which the evaluator knows its values. */
export interface ObjectType {
  readonly kind: 'object'
  readonly name: string
  readonly fields: ReadonlyMap<string, FieldType>
  readonly make: new () => object
}

const objectType = (name: string, fields: ReadonlyMap<string, FieldType>): ObjectType => ({ kind: 'object', name, fields, make: class {} })

const sameKind = (types: readonly FieldType[]): FieldType | undefined => {
  const [first] = types
  if (first === undefined || types.some(({ kind }) => kind !== first.kind)) return undefined
  if (first.kind === 'text') {
    const values = types.map(type => (type.kind === 'text' ? type.values : undefined))
    return values.every(list => list !== undefined) ? { kind: 'text', values: [...new Set(values.flat())] } : { kind: 'text' }
  }
  if (first.kind !== 'object') return first
  const byName = Map.groupBy(
    types.flatMap(type => (type.kind === 'object' ? [...type.fields] : [])),
    ([name]) => name,
  )
  return objectType(first.name, new Map([...byName].flatMap(([name, of]) => sameFields(name, of))))
}

const sameFields = (name: string, of: readonly (readonly [string, FieldType])[]): (readonly [string, FieldType])[] => {
  const type = sameKind(of.map(([, type]) => type))
  return type === undefined ? [] : [[name, type]]
}

/**
 * The type that a schema gives. That a value may be absent or null is no part of it: whoever reads it learns that it has none. Undefined for what no
 * expression can use. `name` is how errors call an object.
 */
export const fieldTypeOf = (schema: z.core.$ZodType, name: string): FieldType | undefined => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return fieldTypeOf(schema.unwrap(), name)
  if (schema instanceof z.ZodISODateTime) return { kind: 'time' }
  if (schema instanceof z.ZodString) return { kind: 'text' }
  if (schema instanceof z.ZodEnum) return { kind: 'text', values: schema.options.map(String) }
  if (schema instanceof z.ZodBoolean) return { kind: 'truth' }
  if (schema instanceof z.ZodNumber) return { kind: schema.isInt ? 'whole' : 'number' }
  if (schema instanceof z.ZodLiteral) {
    const values = [...schema.values]
    if (values.every(value => typeof value === 'string')) return { kind: 'text', values }
    if (values.every(value => typeof value === 'boolean')) return { kind: 'truth' }
    return values.every(value => Number.isSafeInteger(value)) ? { kind: 'whole' } : undefined
  }
  if (schema instanceof z.ZodArray) {
    const of = schema.element instanceof z.ZodOptional || schema.element instanceof z.ZodNullable ? undefined : fieldTypeOf(schema.element, name)
    return of === undefined ? undefined : { kind: 'list', of }
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Record<string, z.core.$ZodType>).flatMap(([field, inner]) => {
      const type = fieldTypeOf(inner, `${name}.${field}`)
      return type === undefined ? [] : [[field, type] as const]
    })
    return objectType(name, new Map(fields))
  }
  if (schema instanceof z.ZodUnion) {
    const members = schema.options.map(option => fieldTypeOf(option, name))
    return members.every(member => member !== undefined) ? sameKind(members) : undefined
  }
  return undefined
}

/** The type's name in CEL. */
export const celTypeOf = (type: FieldType): string => {
  if (type.kind === 'list') return `list<${celTypeOf(type.of)}>`
  if (type.kind === 'object') return type.name
  return { text: 'string', time: 'google.protobuf.Timestamp', whole: 'int', number: 'double', truth: 'bool' }[type.kind]
}

/** Every object type in this one, itself last, so that each is declared before what holds it. */
export const objectTypesIn = (type: FieldType): ObjectType[] => {
  if (type.kind === 'list') return objectTypesIn(type.of)
  if (type.kind !== 'object') return []
  return [...[...type.fields.values()].flatMap(objectTypesIn), type]
}

/**
 * A value of a row as the evaluator takes it: instants become times, whole numbers integers of 64 bits. Undefined where there is none, or one that does not
 * fit. Of objects only the fields of their type are taken, and only those of `only` where it is given: names in a row never become names in an expression.
 */
export const celValueOf = (type: FieldType, value: unknown, only?: ReadonlySet<string>): unknown => {
  if (value === undefined || value === null) return undefined
  switch (type.kind) {
    case 'text':
      return typeof value === 'string' ? value : undefined
    case 'truth':
      return typeof value === 'boolean' ? value : undefined
    case 'number':
      return typeof value === 'number' ? value : undefined
    case 'whole':
      return Number.isSafeInteger(value) ? BigInt(value as number) : undefined
    case 'time': {
      const time = new Date(typeof value === 'string' ? value : Number.NaN)
      return Number.isNaN(time.getTime()) ? undefined : time
    }
    case 'list': {
      const items = Array.isArray(value) ? value.map(item => celValueOf(type.of, item)) : undefined
      return items?.includes(undefined) === true ? undefined : items
    }
    case 'object': {
      if (typeof value !== 'object') return undefined
      const made = new type.make() as Record<string, unknown>
      for (const [field, inner] of type.fields) {
        if ((only === undefined || only.has(field)) && Object.hasOwn(value, field)) made[field] = celValueOf(inner, (value as Record<string, unknown>)[field])
      }
      return made
    }
  }
}

import { ensurePython } from '../test/clouds/aws/python.ts'

// Makes ready what the tests need and npm cannot bring: Python with moto, which answers for AWS.
console.log(`Python with moto: ${ensurePython()}`)

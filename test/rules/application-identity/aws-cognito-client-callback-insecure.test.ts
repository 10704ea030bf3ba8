import rule from '../../../rules/application-identity/aws-cognito-client-callback-insecure.ts'
import { type UserPoolClient, userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { federatedClientRow, machineClientRow } from '../cognito-rows.ts'

const client = (more: Partial<UserPoolClient>) => given(userPoolClients, federatedClientRow(more))
const local = client({ callbackUrls: ['https://shop.example/', 'http://localhost:3000/callback'] })

testRule(rule, {
  pass: {
    https: [client({ callbackUrls: ['https://shop.example/'], logoutUrls: ['https://shop.example/out'] })],
    'a scheme of an application’s own': [client({ callbackUrls: ['myapp://callback', 'com.example.app:/callback'] })],
    'the machine itself, for a declared client': [local, given(declared, declaration('application', 'web0001'))],
    'the machine itself, at a declared URL': [local, given(declared, declaration('url', 'http://localhost:3000/callback'))],
  },
  fail: {
    'the machine itself': { given: [local], subjects: ['web0001'], severity: 'medium', message: 'http://localhost:3000/callback, which is for testing' },
    'the machine itself by number': { given: [client({ callbackUrls: ['http://127.0.0.1/'] })], severity: 'medium' },
    'the machine itself by its IPv6 number': { given: [client({ callbackUrls: ['http://[::1]:8080/'] })], severity: 'medium' },
    'another host': { given: [client({ callbackUrls: ['http://shop.example/'] })], severity: 'high', message: 'sends users to http://shop.example/.' },
    'a host that begins like the machine itself': { given: [client({ callbackUrls: ['HTTP://localhost.evil.example/'] })], severity: 'high' },
    'a user name that looks like the machine itself': { given: [client({ callbackUrls: ['http://localhost:3000@evil.example/'] })], severity: 'high' },
    'another host, declared or not': {
      given: [client({ callbackUrls: ['http://shop.example/'] }), given(declared, declaration('application', 'web0001'))],
      severity: 'high',
    },
    'a logout URL': { given: [client({ logoutUrls: ['http://localhost/'] })], evidence: [{ label: 'URLs that are not https', value: ['http://localhost/'] }] },
  },
  unknown: { 'endpoints of which nothing was told': [client({ oauthEnabled: undefined, callbackUrls: ['http://localhost/'] })] },
  'not-applicable': {
    'endpoints that are off': [client({ oauthEnabled: false, callbackUrls: ['http://localhost/'] })],
    'a client for programs alone': [given(userPoolClients, machineClientRow({ callbackUrls: ['http://localhost/'] }))],
    'no URLs': [client({ callbackUrls: undefined })],
  },
})

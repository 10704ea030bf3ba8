import rule from '../../../rules/application-identity/azure-app-service-authentication-off.ts'
import { subscriptionStates } from '../../../src/datasets/azure/hierarchy.ts'
import { type WebApp, webApps } from '../../../src/datasets/azure/web-apps.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { inState } from '../azure-rows.ts'

const app = (more: Partial<WebApp> = {}) =>
  given(webApps, {
    id: '/subscriptions/s/resourcegroups/web/providers/microsoft.web/sites/orders',
    name: 'orders',
    kind: 'app,linux',
    hostName: 'orders.azurewebsites.net',
    isEnabled: true,
    isFunctionApp: false,
    hasAuthentication: true,
    configFile: null,
    requiresAuthentication: true,
    unauthenticatedAction: 'RedirectToLoginPage',
    excludedPaths: ['/health'],
    ...more,
  })
const off = { hasAuthentication: false, requiresAuthentication: false, unauthenticatedAction: 'AllowAnonymous' }

testRule(rule, {
  pass: {
    'authentication is on and required': [app()],
    'it is declared public, by name': [app(off), given(declared, declaration('application', 'Orders'))],
    'it is declared public, and a file decides': [app({ configFile: 'auth.json' }), given(declared, declaration('application', 'orders'))],
    'it is declared public, by host name': [app(off), given(declared, declaration('url', 'orders.azurewebsites.net'))],
  },
  fail: {
    'authentication is off': {
      given: [app(off), given(declared, declaration('principal', 'orders'))],
      severity: 'medium',
      message: /without App Service asking who calls\.$/,
    },
    'authentication is off, whatever a file says': [app({ ...off, configFile: 'auth.json' })],
    'it is on, and anybody is let in': { given: [app({ requiresAuthentication: false })], message: /answers anybody without it\.$/ },
    'it is required, and anonymous requests are allowed': [app({ unauthenticatedAction: 'AllowAnonymous' })],
    'every path is left out': { given: [app({ excludedPaths: ['/*'] })], message: /leaves out every path\.$/ },
  },
  unknown: {
    'a file in the app decides': { given: [app({ configFile: '/home/site/wwwroot/auth.json' })], message: /from \/home\/site\/wwwroot\/auth\.json,/ },
    'a file in the app decides, whatever else is set': [app({ configFile: 'auth.json', requiresAuthentication: false })],
  },
  'not-applicable': {
    'its subscription is disabled': [app(off), given(subscriptionStates, inState('Disabled'))],
    'it is stopped': [app({ ...off, isEnabled: false })],
    'it is a function app': [app({ ...off, isFunctionApp: true })],
  },
})

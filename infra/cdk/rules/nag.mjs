// cdk-nag over a synthesized template. Prints one JSON object: { findings: [{ pack, rule, finding, resource, info }] }
//   node infra/cdk/rules/nag.mjs TEMPLATE
import { App, Aspects, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import * as nag from 'cdk-nag'

const findings = []
const seen = (data, rule, info) => findings.push({
  rule, finding: data.findingId ?? '', resource: data.resource.node.path.split('/').at(-1), info,
})
const logger = {
  onCompliance() {}, onSuppressed() {}, onSuppressedError() {}, onNotApplicable() {},
  onNonCompliance(data) { seen(data, data.ruleId, data.ruleInfo) },
  onError(data) { seen(data, data.ruleId, `could not be checked: ${data.errorMessage}`) },
}
const app = new App({ analyticsReporting: false })
const stack = new Stack(app, 'S', { synthesizer: new LegacyStackSynthesizer() })
new CfnInclude(stack, 'T', { templateFile: process.argv[2] })
const packs = [nag.AwsSolutionsChecks, nag.ServerlessChecks].filter(Boolean)
for (const Pack of packs) Aspects.of(app).add(new Pack({ additionalLoggers: [logger], reports: false, verbose: false }))
app.synth()
console.log(JSON.stringify({ packs: packs.map((pack) => pack.name), findings }))

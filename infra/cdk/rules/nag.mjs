// cdk-nag over synthesized templates: what its packs for solutions and serverless applications find, before any suppression.
//   node infra/cdk/rules/nag.mjs TEMPLATE… → [{ "rule": "AwsSolutions-IAM5", "finding": "Action::…", "resource": "…", "info": "…" }]
import { App, Aspects, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'

const found = []
const note = (data, info) => found.push({ rule: data.ruleId, finding: data.findingId ?? '', resource: data.resource.node.id, info })
const listener = {
  onCompliance() {}, onSuppressed() {}, onSuppressedError() {}, onNotApplicable() {},
  onNonCompliance(data) { note(data, data.ruleInfo) },
  onError(data) { note(data, `could not be checked: ${data.errorMessage}`) },
}
for (const templateFile of process.argv.slice(2)) {
  const app = new App({ analyticsReporting: false })
  const stack = new Stack(app, 'S', { synthesizer: new LegacyStackSynthesizer() })
  new CfnInclude(stack, 'T', { templateFile })
  for (const Pack of [AwsSolutionsChecks, ServerlessChecks]) Aspects.of(app).add(new Pack({ additionalLoggers: [listener], reports: false }))
  app.synth()
}
console.log(JSON.stringify(found))

// Makes the deployment's two secrets once and keeps them as encrypted parameters. A secret that is there is never replaced: neither by an
// update, nor by a second creation after one whose answer was lost. Values are logged nowhere.
const { randomBytes, randomInt } = require('node:crypto')
const { SSMClient, GetParametersCommand, PutParameterCommand, DeleteParametersCommand } = require('@aws-sdk/client-ssm')

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789' // without those that look alike
const password = () => Array.from({ length: 24 }, () => letters[randomInt(letters.length)]).join('')
const makers = { 'origin-secret': () => randomBytes(32).toString('base64url'), 'owner-password': password }

async function read(ssm, names) {
  const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names: names, WithDecryption: true }))
  return Object.fromEntries(Parameters.map((parameter) => [parameter.Name, parameter.Value]))
}

async function keep(ssm, prefix) {
  const names = Object.keys(makers).map((name) => `${prefix}/${name}`)
  const found = await read(ssm, names)
  for (const [name, make] of Object.entries(makers)) {
    const full = `${prefix}/${name}`
    if (full in found) continue
    const value = make()
    try {
      await ssm.send(new PutParameterCommand({ Name: full, Value: value, Type: 'SecureString', Overwrite: false, Description: 'Made by Analytics' }))
      found[full] = value
    } catch (error) {
      if (error.name !== 'ParameterAlreadyExists') throw error
      found[full] = (await read(ssm, [full]))[full]
    }
  }
  return { OriginSecret: found[`${prefix}/origin-secret`], OwnerPassword: found[`${prefix}/owner-password`] }
}

async function answer(event, fields) {
  const body = JSON.stringify({
    StackId: event.StackId, RequestId: event.RequestId, LogicalResourceId: event.LogicalResourceId,
    PhysicalResourceId: event.PhysicalResourceId ?? event.ResourceProperties.Prefix, NoEcho: true, ...fields,
  })
  const response = await fetch(event.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } })
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: ${response.status}`)
}

exports.handler = async (event) => {
  const prefix = event.ResourceProperties.Prefix
  const ssm = new SSMClient({})
  let fields
  try {
    if (event.RequestType === 'Delete') {
      await ssm.send(new DeleteParametersCommand({ Names: Object.keys(makers).map((name) => `${prefix}/${name}`) }))
      fields = { Status: 'SUCCESS' }
    } else {
      fields = { Status: 'SUCCESS', Data: await keep(ssm, prefix) }
    }
  } catch (error) {
    fields = { Status: 'FAILED', Reason: `Systems Manager: ${error.name}: ${error.message}` }
  }
  await answer(event, fields)
}

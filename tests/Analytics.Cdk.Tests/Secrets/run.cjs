// node run.cjs REQUEST-TYPE [MOOD]: calls the function as CloudFormation does, and prints what it answers to the address that it was given.
const { createServer } = require('node:http')
const [requestType, mood] = process.argv.slice(2)
process.env.MOOD = mood
const { handler } = require('./index.js')
const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => { body += chunk })
  request.on('end', () => { console.log(body); response.end(); server.close() })
})
server.listen(0, '127.0.0.1', () => handler({
  RequestType: requestType, ResponseURL: `http://127.0.0.1:${server.address().port}/answer`, StackId: 's', RequestId: 'r', LogicalResourceId: 'MadeSecrets',
  ResourceProperties: { Prefix: '/Analytics' }, ...(requestType === 'Create' ? {} : { PhysicalResourceId: '/Analytics' }),
}))

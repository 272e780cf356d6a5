// Systems Manager in a file, with the three calls that the function makes. MOOD: denied, or blind (finds nothing the first time).
const { existsSync, readFileSync, writeFileSync } = require('node:fs')
const named = (name) => class { constructor(input) { this.input = input; this.call = name } }
const fault = (name, message) => Object.assign(new Error(message), { name })
let blind = process.env.MOOD === 'blind'

exports.GetParametersCommand = named('get')
exports.PutParameterCommand = named('put')
exports.DeleteParametersCommand = named('delete')
exports.SSMClient = class {
  async send({ call, input }) {
    if (process.env.MOOD === 'denied') throw fault('AccessDeniedException', 'no')
    const state = existsSync('state.json') ? JSON.parse(readFileSync('state.json', 'utf8')) : {}
    const save = () => writeFileSync('state.json', JSON.stringify(state))
    if (call === 'get') {
      if (blind) { blind = false; return { Parameters: [], InvalidParameters: input.Names } }
      if (!input.WithDecryption) throw fault('ValidationException', 'encrypted')
      return { Parameters: input.Names.filter((name) => name in state).map((name) => ({ Name: name, Value: state[name].Value })) }
    }
    if (call === 'put') {
      if (input.Name in state && !input.Overwrite) throw fault('ParameterAlreadyExists', 'it is there')
      state[input.Name] = input
      save()
      return {}
    }
    for (const name of input.Names) delete state[name]
    save()
    return {}
  }
}

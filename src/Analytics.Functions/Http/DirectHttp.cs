using Amazon.Runtime;

namespace Analytics.Functions.Http;

/// <summary>Connections that go straight to a database on this machine, also where the environment names a proxy for everything.</summary>
internal sealed class DirectHttp : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new SocketsHttpHandler { UseProxy = false });
}

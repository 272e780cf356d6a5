using System.Net;
using Analytics.Functions.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>A request, read from an event.</summary>
internal sealed class LambdaRequest : HttpRequestFeature, IHttpRequestBodyDetectionFeature
{
    /// <summary>Not from HTTP: see <see cref="InternalEvent"/>.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The other end of the connection, as the front saw it; null where it is no address.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Without this feature minimal APIs would take every body for missing.</summary>
    public bool CanHaveBody => Body != Stream.Null;

    /// <summary>What the application gets to see of it.</summary>
    /// <param name="response">Takes the answer.</param>
    /// <param name="id">Of the request and its connection.</param>
    /// <param name="aborted">Set when the answer is not waited for any more.</param>
    public FeatureCollection ToFeatures(LambdaResponse response, string id, CancellationToken aborted)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(this);
        features.Set<IHttpRequestBodyDetectionFeature>(this);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(response);
        features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = id });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = aborted });
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { ConnectionId = id, RemoteIpAddress = Peer });
        if (IsInternal)
        {
            features.Set(InternalEvent.Mark);
        }

        return features;
    }
}

using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Analytics.Functions.Hosting.Lambda;

/// <summary>A request as an event told it.</summary>
internal sealed class LambdaRequest : HttpRequestFeature, IHttpRequestBodyDetectionFeature
{
    /// <summary>Not from HTTP: see <see cref="InternalEvent"/>.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The other end of the connection, as the front saw it; null where it is no address.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Without this feature minimal APIs would take every body for missing.</summary>
    public bool CanHaveBody => Body != Stream.Null;
}

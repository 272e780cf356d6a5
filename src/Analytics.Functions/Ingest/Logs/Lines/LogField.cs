namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>A field of a logged request. A format is a list of these and of the characters between them.</summary>
internal enum LogField
{
    /// <summary>A field that is not read.</summary>
    None,

    /// <summary>The client: an address, with or without a port, or a host name; behind a trusted proxy several addresses.</summary>
    Client,

    /// <summary>The client's address as a proxy reported it, X-Real-IP.</summary>
    RealClient,

    /// <summary>The addresses of X-Forwarded-For: the client's is the first.</summary>
    ForwardedFor,

    /// <summary>The host that was asked for, with or without a port.</summary>
    Host,

    /// <summary><c>http</c> or <c>https</c>.</summary>
    Scheme,

    /// <summary>Present only if the connection was encrypted.</summary>
    Encryption,

    /// <summary>The server's port, from which the scheme follows.</summary>
    Port,

    /// <summary>The method.</summary>
    Method,

    /// <summary>Path and query as asked for.</summary>
    Target,

    /// <summary>The path alone.</summary>
    Path,

    /// <summary>The query alone, with or without its question mark.</summary>
    Query,

    /// <summary>Method, target and protocol.</summary>
    RequestLine,

    /// <summary>Method, absolute URL (or path and query) and protocol.</summary>
    RequestUrl,

    /// <summary>The status of the answer.</summary>
    Status,

    /// <summary>What a bucket did: only its objects can be pages.</summary>
    Operation,

    /// <summary>The referring page.</summary>
    Referrer,

    /// <summary>The user agent.</summary>
    Agent,

    /// <summary>The media type of the answer.</summary>
    ContentType,

    /// <summary>The client's country, ISO 3166-1 alpha-2.</summary>
    Country,

    /// <summary>The client's autonomous system.</summary>
    Network,

    /// <summary>When it happened.</summary>
    Time,

    /// <summary>What <see cref="Time"/> does not say, where the time stands in two places.</summary>
    TimeRest,

    /// <summary>When the request came, where <see cref="Time"/> is when it was answered.</summary>
    Created,

    /// <summary>The day, where the time of day stands apart.</summary>
    Date,

    /// <summary>The time of day.</summary>
    TimeOfDay,

    /// <summary>Marks the lines of requests among other lines of the server.</summary>
    Marker,
}

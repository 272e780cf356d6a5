namespace Analytics.Functions.Ingest.Logs.Lines;

/// <summary>What a log can say of a request. A format is a list of these and of what stands between them.</summary>
internal enum LogField
{
    /// <summary>Something that no number is made of.</summary>
    None,

    /// <summary>Who asked: an address, with or without a port, or a host name; where a proxy was trusted, several addresses.</summary>
    Client,

    /// <summary>The client's address as the server made it out behind a proxy.</summary>
    RealClient,

    /// <summary>The addresses that proxies told, X-Forwarded-For: the client's is the first.</summary>
    ForwardedFor,

    /// <summary>The host that was asked for, with or without a port.</summary>
    Host,

    /// <summary><c>http</c> or <c>https</c>.</summary>
    Scheme,

    /// <summary>Something that is there only where the connection was encrypted.</summary>
    Encryption,

    /// <summary>The server's port, which tells the scheme.</summary>
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

    /// <summary>Method, absolute URL and protocol.</summary>
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

    /// <summary>When the request came, where <see cref="Time"/> is when it was answered.</summary>
    Created,

    /// <summary>The day, where the time of day stands apart.</summary>
    Date,

    /// <summary>The time of day.</summary>
    TimeOfDay,

    /// <summary>What tells an access log's line from the server's other lines.</summary>
    Marker,
}

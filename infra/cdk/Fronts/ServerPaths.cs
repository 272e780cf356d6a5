namespace Analytics.Cdk.Fronts;

/// <summary>What of the server's addresses the fronts must tell apart. A test holds these lists to the server's routes.</summary>
public static class ServerPaths
{
    /// <summary>Takes events: all else is the Api's.</summary>
    public static IReadOnlyList<RoutePath> Collect { get; } =
    [
        new("/api/event"),
        new("/api/send"),
        new("/api/batch"),
        new("/api/v0/count"),
        new("/api/v2/track/{siteId}"),
        new("/api/sites/{siteId}/collect"),
        new("/v1/ingest/{proxy+}"),
        new("/collect"),
        new("/cache"),
        new("/count"),
        new("/pixel.gif"),
        new("/pageview"),
        new("/track"),
        new("/identify"),
    ];

    /// <summary>Scripts that lie with other products' protocols, and so with Collect.</summary>
    public static IReadOnlyList<RoutePath> CollectScripts { get; } = [new("/script.js"), new("/count.js")];

    /// <summary>The Api's files that anybody gets and that say themselves how long they stay.</summary>
    public static IReadOnlyList<RoutePath> ApiFiles { get; } =
    [
        new("/js/{name}"),
        new("/tracker.js"),
        new("/pixel.js"),
        new("/sites/{id}/script"),
        new("/assets/{name}"),
    ];

    /// <summary>Who is there now: asked every few seconds by everybody who looks.</summary>
    public static IReadOnlyList<RoutePath> Live { get; } = [new("/api/v2/sites/{id}/realtime"), new("/api/v1/stats/realtime/visitors")];

    /// <summary>Counts failed attempts by address.</summary>
    public static RoutePath SignIn { get; } = new("/api/v2/login");
}

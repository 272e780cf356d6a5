namespace Analytics.Functions.Configuration;

/// <summary>
/// Which part of the product this process is (<c>ANALYTICS_ROLE</c>). The published program is the same everywhere; a role that lacks a
/// route also lacks the rights that the route would need.
/// </summary>
[Flags]
internal enum Role
{
    /// <summary>Takes events, of browsers and of servers with a key. Needs no right to read days, blocks or logins.</summary>
    Collect = 1,

    /// <summary>Everything else that is asked by HTTP: dashboard, scripts, statistics, sites.</summary>
    Api = 2,

    /// <summary>What recurs. Has no route that anybody could ask for by HTTP.</summary>
    Maintain = 4,

    /// <summary>All that is asked by HTTP, in one function.</summary>
    Front = Collect | Api,

    /// <summary>The whole product in one process: on a laptop and in a container.</summary>
    All = Front | Maintain,
}

namespace Analytics.Cdk.Compute;

/// <summary>Which routes a function serves: <c>ANALYTICS_ROLE</c> of the server.</summary>
/// <param name="Name">The function's name in the stack.</param>
/// <param name="Setting">The setting's value.</param>
/// <param name="MemoryMegabytes">CPU comes with memory: 1769 MB are one whole CPU.</param>
/// <param name="TimeoutSeconds">Longest answer.</param>
internal sealed record ServerRole(string Name, string Setting, int MemoryMegabytes, int TimeoutSeconds)
{
    /// <summary>Takes events in; small, for it waits more than it computes.</summary>
    public static ServerRole Collect { get; } = new("Collect", "collect", 512, 25);

    /// <summary>Dashboard, statistics, scripts. API Gateway waits for thirty seconds.</summary>
    public static ServerRole Api { get; } = new("Api", "api", 1769, 29);

    /// <summary>Both, behind one URL.</summary>
    public static ServerRole Front { get; } = new("Front", "front", 1769, 60);

    /// <summary>What recurs. A very large day is built in one go.</summary>
    public static ServerRole Maintain { get; } = new("Maintain", "maintain", 1769, 900);
}

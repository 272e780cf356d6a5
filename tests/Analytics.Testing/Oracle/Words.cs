namespace Analytics.Testing.Oracle;

/// <summary>Which words a random question may use.</summary>
public enum Words
{
    /// <summary>Those that the engine knows.</summary>
    Now,

    /// <summary>All of docs/metrics.md.</summary>
    All,
}

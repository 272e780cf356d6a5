namespace Analytics.Functions.Health;

/// <summary>Something that a person should see to.</summary>
/// <param name="Reason">The word for machines: <c>day_unsealed</c>.</param>
/// <param name="Message">What is the case, without the site's name.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record HealthReason(string Reason, string Message, string Remedy)
{
    /// <summary>The site that it is about; null where it is about all.</summary>
    public SiteName? Site { get; init; }

    /// <summary>The day that it is about, or the first of several.</summary>
    public string? Day { get; init; }

    /// <summary>Since when it is so, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A command that helps, of the tool <c>analytics</c>.</summary>
    public string? Command { get; init; }
}

/// <summary>A site as people know it.</summary>
internal sealed record SiteName(string Id, string Name);

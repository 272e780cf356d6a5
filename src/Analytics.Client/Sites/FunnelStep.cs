using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Sites;

/// <summary>How many took a step of a funnel.</summary>
public sealed record FunnelStep
{
    /// <summary>What the step is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>How many visitors took it; null where people are counted.</summary>
    public long? Visitors { get; set; }

    /// <summary>How many people took it; null where visitors are counted.</summary>
    public long? People { get; set; }

    /// <summary>Their share of those of the first step, in percent.</summary>
    public double ConversionRate { get; set; }

    /// <summary>Their share of those of the step before, in percent.</summary>
    public double StepConversionRate { get; set; }

    /// <summary>How many of the step before did not take it.</summary>
    public long DropOff { get; set; }

    /// <summary>Their share of those of the step before, in percent.</summary>
    public double DropOffRate { get; set; }

    /// <summary>How long it took since the step before, in milliseconds, the median; null of the first step and where nobody took it.</summary>
    public double? MedianMs { get; set; }

    /// <summary>The same, the mean.</summary>
    public double? MeanMs { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analytics.Client.Questions;

/// <summary>A row of an answer: one combination of the dimensions' values.</summary>
public sealed record QueryRow
{
    /// <summary>The values of the dimensions, in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Dimensions { get; set; } = [];

    /// <summary>The values of the metrics, in the order in which they were asked for.</summary>
    public IReadOnlyList<MetricValue> Metrics { get; set; } = [];

    /// <summary>The other range; null where none was asked for, and where it has no such bucket of time.</summary>
    public RowComparison? Comparison { get; set; }

    /// <summary>What a newer server says beside it.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }

    /// <summary>The value of a metric by its name.</summary>
    /// <param name="name">As it was asked for: <c>visitors</c>.</param>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public MetricValue this[string name] => Metrics[Place(Question.Metrics, name)];

    [JsonIgnore]
    internal Question Question { get; init; } = Nothing;

    private static Question Nothing { get; } = new() { Metrics = [], Range = Period.Day };

    /// <summary>The number of a metric; null where it has none.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public double? Number(string metric) => this[metric].Number;

    /// <summary>The value of a dimension.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public string Value(string dimension) => Dimensions[Place(Question.Dimensions, dimension)];

    /// <summary>What a metric is in the other range; null where there is none.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public MetricValue? Previous(string metric)
    {
        int place = Place(Question.Metrics, metric);
        return Comparison is { } other ? other.Metrics[place] : null;
    }

    /// <summary>How much a metric has changed against the other range, in percent; null where nothing can be said of it.</summary>
    /// <exception cref="KeyNotFoundException">It was not asked for.</exception>
    public double? Change(string metric)
    {
        int place = Place(Question.Metrics, metric);
        return Comparison?.Change[place];
    }

    private static int Place(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"'{name}' was not asked for. Asked for are {string.Join(", ", names)}.");
    }
}

namespace Analytics.Functions.Assistants;

/// <summary>What the names of a question mean: the tables of <c>docs/metrics.md</c>, which the assembly carries.</summary>
internal static class Meanings
{
    private static readonly Lazy<string[]> Lines = new(Read);
    private static readonly Lazy<MeaningTable> MetricTable = new(() => MeaningTable.Of(Lines.Value, "Metric"));
    private static readonly Lazy<MeaningTable> DimensionTable = new(() => MeaningTable.Of(Lines.Value, "Dimension"));
    private static readonly Lazy<MeaningTable> RangeTable = new(() => MeaningTable.Of(Lines.Value, "Range"));

    public static MeaningTable Metrics => MetricTable.Value;

    public static MeaningTable Dimensions => DimensionTable.Value;

    public static MeaningTable Ranges => RangeTable.Value;

    private static string[] Read()
    {
        using Stream stream = typeof(Meanings).Assembly.GetManifestResourceStream("metrics.md") ?? throw new InvalidOperationException("The meanings are not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Split('\n');
    }
}

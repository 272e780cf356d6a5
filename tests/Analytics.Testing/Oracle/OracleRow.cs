using Analytics.Store.Inputs;
namespace Analytics.Testing.Oracle;

/// <summary>A row of an answer, and what it is compared with.</summary>
/// <param name="Values">Of the dimensions.</param>
/// <param name="Numbers">Of the metrics.</param>
/// <param name="IsCompared">Whether the question asks for a comparison.</param>
/// <param name="Earlier">The numbers of the other range; null where it has no such bucket of time, or nothing is compared.</param>
public sealed record OracleRow(string[] Values, OracleNumber[] Numbers, bool IsCompared, OracleNumber[]? Earlier)
{
    public string Line => Text(
        Values,
        Numbers.Select(n => n.Shown),
        !IsCompared ? "" : Earlier is null ? Uncompared : Comparison(Earlier.Select(e => e.Shown), Numbers.Zip(Earlier, (n, e) => OracleNumber.Text(n.ChangeSince(e)))));

    public const string Uncompared = " compared with nothing";

    public static string Comparison(IEnumerable<string> metrics, IEnumerable<string> change) =>
        $" compared with {string.Join(' ', metrics)} changed {string.Join(' ', change)}";

    public static string Text(IEnumerable<string> dimensions, IEnumerable<string> metrics, string comparison) =>
        $"[{string.Join(" | ", dimensions.Select(d => $"{d.Length}:{d}"))}] {string.Join(' ', metrics)}{comparison}";
}

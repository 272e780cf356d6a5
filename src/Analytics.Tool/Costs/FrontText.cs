using Analytics.Tool.Terminal;

namespace Analytics.Tool.Costs;

/// <summary>Fronts as the CDK app's context names them.</summary>
internal static class FrontText
{
    public static IReadOnlyList<Front> All { get; } = [Front.Url, Front.CdnUrl, Front.Http, Front.Cdn];

    public static string Of(Front front) => front switch { Front.Url => "url", Front.Http => "http", Front.CdnUrl => "cdn-url", _ => "cdn" };

    /// <exception cref="UsageFault">There is no such front.</exception>
    public static Front Parse(string text) => All.Any(f => Of(f) == text)
        ? All.First(f => Of(f) == text)
        : throw new UsageFault($"--front: must be {string.Join(", ", All.Select(Of))}, not '{text}'.");
}

using Analytics.Functions.Http;
using Analytics.Store.Drops;

namespace Analytics.Functions.Collect;

/// <summary>Tells the sender why something does not count, in whichever protocol: <c>x-analytics-dropped: bot,hostname</c>.</summary>
internal static class DropHeader
{
    public const string Name = "x-analytics-dropped";

    public static void Write(HttpResponse response, IEnumerable<DropReason> reasons)
    {
        string text = string.Join(',', reasons.Distinct().Select(DropReasonText.Of));
        if (text.Length > 0)
        {
            response.Headers[Name] = text;
            IgnoredHeader.Expose(response, "x-plausible-dropped");
            IgnoredHeader.Expose(response, Name);
        }
    }
}

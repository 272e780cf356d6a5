using Analytics.Functions.Http;
using Analytics.Functions.Wire;

namespace Analytics.Functions.Collect;

/// <summary>The fields of protocols that send an event in a query. What is over its limit is cut and named, as everywhere.</summary>
internal sealed class QueryFields(HttpContext context)
{
    /// <summary>The first value of a name; null where there is none or an empty one.</summary>
    public string? this[string name] =>
        context.Request.Query.TryGetValue(name, out var values) && values.Count > 0 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    /// <summary>The same, cut at so many characters.</summary>
    public string? Cut(string name, int most)
    {
        if (this[name] is not { } text || text.Length <= most)
        {
            return this[name];
        }

        LeaveOut(name);
        return text.CutAt(most);
    }

    /// <summary>A screen's sides, each null where it cannot be used.</summary>
    public (int? Width, int? Height) Screen(string name)
    {
        (int? width, int? height) = ScreenSize.Parse(this[name]);
        if (this[name] is not null && (width is null || height is null))
        {
            LeaveOut(name);
        }

        return (width, height);
    }

    /// <summary>Names a field that cannot be used.</summary>
    public void LeaveOut(string name) => IgnoredHeader.Add(context.Response, [name]);
}

using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Analytics.Functions.Http;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Sites.Plausible;

/// <summary>Where a page of a list lies, as the address says it.</summary>
/// <param name="After">What is older than this follows; null for the newest.</param>
/// <param name="Before">What is newer than this comes before it; null for none.</param>
/// <param name="Limit">The most items, 1 to 1,000.</param>
internal sealed record PlausiblePage(PlausiblePlace? After, PlausiblePlace? Before, int Limit)
{
    /// <summary>The parameters that say it.</summary>
    public static readonly string[] Parameters = ["after", "before", "limit"];

    public static OrProblem<PlausiblePage> Read(IQueryCollection query)
    {
        List<InputFault> faults = [];
        int limit = 100;
        if (query["limit"] is [{ Length: > 0 } most] && (!int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > 1_000))
        {
            faults.Add(new InputFault("limit", "must be a whole number from 1 to 1000"));
        }

        PlausiblePlace? after = Place("after"), before = Place("before");
        if (after is not null && before is not null)
        {
            faults.Add(new InputFault("before", "does not go with after: leave one of them out"));
        }

        return faults.Count > 0 ? Problem.Invalid(faults) : new PlausiblePage(after, before, limit);

        PlausiblePlace? Place(string name)
        {
            string? text = query[name];
            PlausiblePlace? place = string.IsNullOrEmpty(text) ? null : PlausiblePlace.TryParse(text);
            if (place is null && !string.IsNullOrEmpty(text))
            {
                faults.Add(new InputFault(name, $"must be {name} as the meta of another page has it"));
            }

            return place;
        }
    }

    /// <summary>The items of the page, the newest first, and where the next ones lie.</summary>
    public (IReadOnlyList<T> Items, PlausiblePageMeta Meta) Of<T>(IEnumerable<T> all, Func<T, PlausiblePlace> placeOf)
    {
        List<(PlausiblePlace Place, T Item)> sorted = [.. all.Select(item => (placeOf(item), item)).OrderByDescending(item => item.Item1)];
        int first = After is not null ? sorted.FindIndex(item => item.Place.CompareTo(After) < 0) : 0;
        first = first < 0 ? sorted.Count : first;
        int last = Math.Min(first + Limit, sorted.Count);
        if (Before is not null)
        {
            last = sorted.FindIndex(item => item.Place.CompareTo(Before) <= 0);
            last = last < 0 ? sorted.Count : last;
            first = Math.Max(0, last - Limit);
        }

        // An empty page has its neighbours where it was looked for.
        PlausiblePlace? older = last < sorted.Count ? (last > first ? sorted[last - 1].Place : Before ?? After) : null;
        PlausiblePlace? newer = first > 0 ? (last > first ? sorted[first].Place : After ?? Before) : null;
        return ([.. sorted[first..last].Select(item => item.Item)], new PlausiblePageMeta(older?.ToString(), newer?.ToString(), Limit));
    }
}

/// <summary>Where an item stands in a list: when it was made, then its id.</summary>
internal sealed record PlausiblePlace(DateTimeOffset At, string Id) : IComparable<PlausiblePlace>
{
    public int CompareTo(PlausiblePlace? other) =>
        other is null ? 1 : At != other.At ? At.CompareTo(other.At) : string.CompareOrdinal(Id, other.Id);

    /// <summary>Null where the text is none that <see cref="ToString"/> made.</summary>
    public static PlausiblePlace? TryParse(string text)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text))
        {
            return null;
        }

        string[] parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
        return parts is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds) && milliseconds < 253_402_300_800_000
            ? new PlausiblePlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;
    }

    /// <summary>Opaque to clients.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.ToUnixTimeMilliseconds()}/{Id}")));
}

/// <summary>Where the next items of a list lie; null for nowhere.</summary>
internal sealed record PlausiblePageMeta(string? After, string? Before, int Limit);

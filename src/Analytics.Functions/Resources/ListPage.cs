using System.Globalization;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Resources;

/// <summary>Which part of a list is asked for.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="Offset">After so many.</param>
internal readonly record struct ListPage(int Limit, int Offset)
{
    /// <summary>Names the last one of the page before.</summary>
    public const string After = "after";

    /// <summary>The parameters of a list.</summary>
    public static readonly string[] Parameters = ["limit", After];

    private const int MostRows = 1_000;

    /// <summary>The page that an address asks for; without <c>limit</c> all that there is.</summary>
    /// <param name="query">The parameters.</param>
    /// <param name="placeOf">Where the one of that id is; negative where there is none.</param>
    /// <param name="kind">What one is called.</param>
    /// <param name="faults">What is wrong; the page is of no use then.</param>
    public static ListPage Read(IQueryCollection query, Func<string, int> placeOf, string kind, List<InputFault> faults)
    {
        int limit = int.MaxValue, offset = 0;
        if (Once("limit") is { } asked && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostRows))
        {
            faults.Add(new InputFault("limit", string.Create(CultureInfo.InvariantCulture, $"must be a whole number from 1 to {MostRows}")));
        }

        if (Once(After) is { } after && (offset = placeOf(after) + 1) == 0)
        {
            faults.Add(new InputFault(After, $"must be the id of a {kind} of this list; it may have been deleted meanwhile: begin again without it"));
        }

        return new ListPage(limit, offset);

        string? Once(string name)
        {
            if (query[name].Count > 1)
            {
                faults.Add(new InputFault(name, "is given more than once: give it once"));
            }

            return query[name] is [{ Length: > 0 } text] ? text : null;
        }
    }
}

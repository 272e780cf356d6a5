using System.Globalization;
using Analytics.Store.Blocks;
using Analytics.Store.Events;
using Analytics.Store.Stats.Visits;

namespace Analytics.Store.Stats.People;

/// <summary>What the rows of a block report about identified people.</summary>
internal sealed class PersonRows
{
    private readonly Block _block;
    private readonly TextColumn _users, _told, _currencies, _amounts;
    private readonly Traits?[] _traits;
    private readonly int[] _visitOf, _lastVisitOf;

    public PersonRows(Block block)
    {
        ColumnSource columns = block.Columns;
        _block = block;
        _users = columns.Text(BlockField.UserId);
        _told = columns.Text(BlockField.Traits);
        _currencies = columns.Text(BlockField.Currency);
        _amounts = columns.Text(BlockField.Amount);
        _traits = Array.ConvertAll(_told.Values, Traits.Parse);
        _visitOf = block.Layout.VisitOf;
        _lastVisitOf = new int[_users.Values.Length];
        Array.Fill(_lastVisitOf, -1);
    }

    /// <summary>Whose it is; empty where nobody is named.</summary>
    public string UserOf(int row) => _users[row];

    /// <summary>Whether the row tells traits.</summary>
    public bool Tells(int row) => _told[row].Length > 0;

    public DateTimeOffset At(int row) => _block.Columns.Start.AddMilliseconds(_block.Columns.Times[row]);

    /// <summary>The traits that the row tells.</summary>
    public Traits? TraitsOf(int row) => _traits[_told.Ids[row]];

    /// <summary>Whether this is the first row that is asked about of its person in its visit. Rows are asked about in their order, each once.</summary>
    public bool BeginsVisit(int row)
    {
        ref int last = ref _lastVisitOf[_users.Ids[row]];
        int visit = _visitOf[row];
        if (visit >= _block.Layout.Visited || last == visit)
        {
            return false;
        }

        last = visit;
        return true;
    }

    /// <summary>Adds what the row tells: its traits in any case, the rest where it counts.</summary>
    public void AddTo(PersonSum person, int row, bool counts)
    {
        DateTimeOffset at = At(row);
        if (TraitsOf(row) is { } told)
        {
            person.AddTraits(told, at);
        }

        if (!counts)
        {
            return;
        }

        person.AddEvent(at, _block.Kinds[row] == RowKind.Pageview);
        person.Visits += BeginsVisit(row) ? 1 : 0;
        if (_currencies[row].Length > 0 && decimal.TryParse(_amounts[row], NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount))
        {
            person.AddRevenue(_currencies[row], amount);
        }

        if (person.MayBeLast(at))
        {
            person.AddVisit(at, VisitRows.PlaceOf(_block.Columns, _visitOf[row]), VisitRows.ClientOf(_block.Columns, _visitOf[row]));
        }
    }
}

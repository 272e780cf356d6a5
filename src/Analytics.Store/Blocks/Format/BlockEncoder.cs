using System.Buffers.Binary;
using Analytics.Store.Events;

namespace Analytics.Store.Blocks.Format;

/// <summary>Turns the columns of events into streams; <see cref="StoredColumns"/> is its mirror.</summary>
internal sealed class BlockEncoder
{
    private readonly EventColumns _source;
    private readonly BlockLayout _layout;
    private readonly IReadOnlyList<Event> _rows;
    private readonly StreamSet _streams = new();

    private BlockEncoder(EventColumns source) => (_source, _layout, _rows) = (source, source.Layout, source.Rows);

    public static byte[] Encode(EventColumns source, int quality)
    {
        var encoder = new BlockEncoder(source);
        encoder.WriteShape();
        FieldGroup.All.ToList().ForEach(encoder.WriteGroup);
        encoder.WriteRows();
        new PropsEncoder(encoder._streams, source.Rows).Write();
        ImportRows.Write(encoder._streams, source.Rows);
        TraitRows.Write(encoder._streams, source.Rows);
        ulong[] header =
        [
            (ulong)source.Kind,
            (ulong)source.Day.Date.DayNumber,
            NumberWriter.Fold(source.Start.ToUnixTimeMilliseconds()),
            (ulong)source.Layout.Visitors,
            (ulong)source.Layout.Visited,
            (ulong)source.Layout.Visits,
            (ulong)source.Layout.Rows,
        ];
        return BlockBytes.Write(header, encoder._streams, quality, source.Rows.Any(e => e.IsEmptied) ? BlockBytes.VersionWithEmptied : BlockBytes.Version);
    }

    private void WriteShape()
    {
        if (_source.Kind == BlockKind.Log)
        {
            WriteIdentities();
            return;
        }

        int[] times = _source.Times;
        NumberWriter starts = new(), visits = new(), visitGaps = new(), rows = new(), rowGaps = new(), lone = new();
        int before = 0;
        for (int visitor = 0; visitor < _layout.Visitors; visitor++)
        {
            int first = _layout.FirstVisit[visitor], end = _layout.FirstVisit[visitor + 1];
            visits.Add((ulong)(end - first - 1));
            for (int visit = first; visit < end; visit++)
            {
                int row = _layout.FirstRow[visit], endRow = _layout.FirstRow[visit + 1];
                rows.Add((ulong)(endRow - row - 1));
                if (visit == first)
                {
                    starts.AddNoisy((ulong)(times[row] - before));
                    before = times[row];
                }
                else
                {
                    visitGaps.AddNoisy((ulong)(times[row] - times[row - 1]));
                }

                for (row++; row < endRow; row++)
                {
                    rowGaps.AddNoisy((ulong)(times[row] - times[row - 1]));
                }
            }
        }

        before = 0;
        for (int visit = _layout.Visited; visit < _layout.Visits; visit++)
        {
            int time = times[_layout.FirstRow[visit]];
            lone.AddNoisy((ulong)(time - before));
            before = time;
        }

        Put(starts, BlockColumn.VisitorStart);
        Put(visits, BlockColumn.VisitsOfVisitor);
        Put(visitGaps, BlockColumn.VisitGap);
        Put(rows, BlockColumn.RowsOfVisit);
        Put(rowGaps, BlockColumn.RowGap);
        Put(lone, BlockColumn.LoneTime);
    }

    private void WriteIdentities()
    {
        NumberWriter received = new(), ages = new(), hashOfRow = new();
        using var hashes = new MemoryStream();
        Dictionary<ulong, int> known = [];
        Span<byte> eight = stackalloc byte[8];
        long before = _source.Start.ToUnixTimeMilliseconds();
        foreach (Event e in _rows)
        {
            long at = e.ReceivedAt.ToUnixTimeMilliseconds();
            received.AddNoisy(NumberWriter.Fold(at - before));
            ages.AddNoisy(NumberWriter.Fold(at - e.Time.ToUnixTimeMilliseconds()));
            before = at;
            int number = 0;
            if (e.Visitor is { } visitor && !known.TryGetValue(visitor.Bits, out number))
            {
                known.Add(visitor.Bits, number = known.Count + 1);
                BinaryPrimitives.WriteUInt64BigEndian(eight, visitor.Bits);
                hashes.Write(eight);
            }

            hashOfRow.Add((ulong)number);
        }

        Put(received, BlockColumn.Received);
        Put(ages, BlockColumn.Age);
        Put(hashOfRow, BlockColumn.HashOfRow);
        _streams.SetBytes((int)BlockColumn.Hash, StreamPart.Plane, hashes.GetBuffer().AsSpan(0, (int)hashes.Length));
        TextTable.Write(_streams, (int)BlockColumn.EventId, [.. _rows.Select(e => e.Id.Value)]);
        if (_rows.Any(e => e.Library is not null))
        {
            TextTable.Write(_streams, (int)BlockColumn.Library, [.. _rows.Select(e => EventPack.WriteLibrary(e) ?? "")]);
        }
    }

    private void WriteGroup(FieldGroup group)
    {
        TextColumn[] fields = Array.ConvertAll(group.Fields, _source.Text);
        if (Array.TrueForAll(fields, field => field.Values is [] or [""]))
        {
            return; // nothing is known of anybody
        }

        var ranking = new Ranking<int[]>(SameNumbers.Instance);
        for (int visit = 0; visit < _layout.Visits; visit++)
        {
            ranking.Add(Array.ConvertAll(fields, field => field.Ids[visit]));
        }

        IReadOnlyList<int[]> tuples = ranking.Ranked();
        var table = new NumberWriter();
        table.Add((ulong)tuples.Count);
        for (int f = 0; f < fields.Length; f++)
        {
            var values = new Ranking<int>();
            foreach (int[] tuple in tuples)
            {
                values.Add(tuple[f]);
            }

            TextTable.Write(_streams, (int)BlockColumn.Values + (int)group.Fields[f], [.. values.Ranked().Select(v => fields[f].Values[v])]);
            for (int i = 0; i < tuples.Count; i++)
            {
                table.Add((ulong)values[i]);
            }
        }

        var ids = new NumberWriter();
        bool repeats = group.OfVisitor && _source.Kind == BlockKind.Sealed;
        int[] visitorOf = _layout.VisitorOf;
        for (int visit = 0; visit < _layout.Visits; visit++)
        {
            bool again = repeats && visit > 0 && visitorOf[visit] == visitorOf[visit - 1];
            ids.Add((ulong)(!again ? ranking[visit] : ranking[visit] == ranking[visit - 1] ? 0 : ranking[visit] + 1));
        }

        table.WriteTo(_streams, (int)BlockColumn.Tables + (int)group.Column);
        Put(ids, group.Column);
    }

    private void WriteRows()
    {
        int[] visitOf = _layout.VisitOf;
        bool Continues(int row) => row > 0 && visitOf[row] == visitOf[row - 1];
        Ranking<string> names = Rank(BlockField.Name), paths = Rank(BlockField.Path), hosts = Rank(BlockField.Hostname);
        Ranking<string> titles = Rank(BlockField.Title), users = Rank(BlockField.UserId);
        NumberWriter name = new(), path = new(), beaconPath = new(), host = new(), title = new(), user = new();
        Dictionary<(int Path, bool Beacon), int> titleOf = [];
        for (int row = 0; row < _rows.Count; row++)
        {
            bool beacon = _rows[row].IsEngagement, again = Continues(row);
            name.Add((ulong)names[row]);
            if (beacon)
            {
                beaconPath.Add(Repeated(paths[row], again ? paths[row - 1] : -1));
            }
            else
            {
                path.Add((ulong)paths[row]);
            }

            host.Add(again ? Repeated(hosts[row], hosts[row - 1]) : (ulong)hosts[row]);
            title.Add(Repeated(titles[row], titleOf.GetValueOrDefault((paths[row], beacon))));
            titleOf[(paths[row], beacon)] = titles[row];
            user.Add(again ? Repeated(users[row], users[row - 1]) : (ulong)users[row]);
        }

        Put(name, BlockColumn.Name);
        Put(path, BlockColumn.Path);
        Put(beaconPath, BlockColumn.PathOfEngagement);
        Put(host, BlockColumn.Hostname);
        Put(title, BlockColumn.Title);
        Put(user, BlockColumn.UserId);
        PutGaps(BlockColumn.Quiet, row => !_rows[row].Interactive);
        WriteEngagement();
        WriteMoney();
    }

    private void WriteEngagement()
    {
        NumberWriter states = new(), beacons = new(), milliseconds = new(), scroll = new();
        foreach (Event e in _rows)
        {
            int state = e.Engagement is null ? 0 : e.Engagement.Scroll is null ? 1 : 2;
            (e.IsEngagement ? beacons : states).Add((ulong)(e.IsEngagement ? 2 - state : state)); // what is usual is 0
            if (e.Engagement is { } engagement)
            {
                milliseconds.AddNoisy((ulong)Math.Max(0, engagement.Milliseconds));
                if (engagement.Scroll is { } depth)
                {
                    scroll.Add((ulong)Math.Max(0, depth));
                }
            }
        }

        Put(states, BlockColumn.Engaged);
        Put(beacons, BlockColumn.EngagedOfBeacon);
        Put(milliseconds, BlockColumn.Milliseconds);
        Put(scroll, BlockColumn.Scroll);
    }

    private void WriteMoney()
    {
        PutGaps(BlockColumn.MoneyRow, row => _rows[row].Revenue is not null);
        foreach ((BlockColumn column, BlockField field) in new[] { (BlockColumn.Currency, BlockField.Currency), (BlockColumn.Amount, BlockField.Amount) })
        {
            TextColumn texts = _source.Text(field);
            var ranking = new Ranking<string>(StringComparer.Ordinal);
            for (int row = 0; row < _rows.Count; row++)
            {
                if (_rows[row].Revenue is not null)
                {
                    ranking.Add(texts[row]);
                }
            }

            WriteRanking(column, field, ranking);
        }
    }

    private void WriteRanking(BlockColumn column, BlockField field, Ranking<string> ranking)
    {
        IReadOnlyList<string> values = ranking.Ranked();
        if (values.Count == 0)
        {
            return;
        }

        var ids = new NumberWriter();
        for (int i = 0; i < ranking.Occurrences.Count; i++)
        {
            ids.Add((ulong)ranking[i]);
        }

        TextTable.Write(_streams, (int)BlockColumn.Values + (int)field, values);
        Put(ids, column);
    }

    private Ranking<string> Rank(BlockField field)
    {
        TextColumn texts = _source.Text(field);
        var ranking = new Ranking<string>(StringComparer.Ordinal);
        foreach (int id in texts.Ids)
        {
            ranking.Add(texts.Values[id]);
        }

        TextTable.Write(_streams, (int)BlockColumn.Values + (int)field, ranking.Ranked());
        return ranking;
    }

    private void PutGaps(BlockColumn column, Func<int, bool> has)
    {
        var gaps = new NumberWriter();
        int next = 0;
        List<int> rows = [.. Enumerable.Range(0, _rows.Count).Where(has)];
        gaps.Add((ulong)rows.Count);
        foreach (int row in rows)
        {
            gaps.Add((ulong)(row - next));
            next = row + 1;
        }

        Put(gaps, column);
    }

    // 0 says that it is what was expected.
    private static ulong Repeated(int value, int expected) => value == expected ? 0 : (ulong)value + 1;

    private void Put(NumberWriter numbers, BlockColumn column) => numbers.WriteTo(_streams, (int)column);
}

using System.Buffers.Binary;
using Analytics.Store.Events;
using Analytics.Store.Sites;
using Analytics.Store.Visitors;

namespace Analytics.Store.Blocks.Format;

/// <summary>The events of a stored log, as they were written.</summary>
internal static class LogRows
{
    public static IReadOnlyList<Event> Read(StoredColumns source, SiteId site) => source.Decode(BlockColumn.EventId, () =>
    {
        StoredStreams streams = source.Streams;
        int rows = streams.Rows;
        string[] ids = rows == 0 ? [] : streams.Texts((int)BlockColumn.EventId);
        string[] libraries = streams.Texts((int)BlockColumn.Library);
        VisitorId?[] visitors = ReadVisitors(streams);
        NumberReader received = streams.Numbers(BlockColumn.Received);
        var reader = new RowReader(source, site);
        var events = new Event[rows];
        long at = 0;
        for (int row = 0; row < rows; row++)
        {
            at += NumberReader.Unfold(received.NextNoisy());
            events[row] = reader.Read(row, EventId.Parse(ids[row]), visitors[row], streams.Start.AddMilliseconds(at)) with
            {
                Library = libraries.Length == rows && libraries[row].Length > 0 ? EventPack.Read(libraries[row]).Library : null,
            };
        }

        return events;
    });

    private static VisitorId?[] ReadVisitors(StoredStreams streams)
    {
        ReadOnlySpan<byte> hashes = streams[(int)BlockColumn.Hash, StreamPart.Plane];
        NumberReader numbers = streams.Numbers(BlockColumn.HashOfRow);
        var visitors = new VisitorId?[streams.Rows];
        for (int row = 0; row < visitors.Length; row++)
        {
            int number = numbers.Next((hashes.Length / 8) + 1);
            visitors[row] = number == 0 ? null : new VisitorId(BinaryPrimitives.ReadUInt64BigEndian(hashes[((number - 1) * 8)..]));
        }

        return visitors;
    }
}

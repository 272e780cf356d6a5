using Analytics.Store.Calendars;
using Analytics.Store.Visits;
using Analytics.Store.Blocks.Format;
using System.Numerics;
using System.Runtime.InteropServices;
using Analytics.Store.Blocks;
using Analytics.Store.Days;
using Analytics.Store.Events;
using Analytics.Testing.Simulation;

namespace Analytics.Store.Tests.Blocks;

public sealed class DamagedBlockTests
{
    private static readonly IReadOnlyList<Event> Events = GoldenEvents.All;

    [Fact]
    public void A_block_that_was_cut_off_or_in_which_a_bit_changed_is_refused_by_its_name()
    {
        foreach (byte[] whole in Stored())
        {
            for (int i = 0; i < whole.Length; i++)
            {
                byte[] damaged = [.. whole];
                damaged[i] ^= 4;
                Refused(damaged);
                Refused(whole[..i]);
            }

            Refused([.. whole, 0]);
        }

        static void Refused(byte[] bytes)
        {
            BlockFormatException refusal = Assert.Throws<BlockFormatException>(() => BlockReader.Open(bytes, "2026-03-10 b1#000"));
            Assert.Equal("2026-03-10 b1#000", refusal.Block);
        }
    }

    [Fact]
    public void A_newer_version_is_refused_and_named()
    {
        byte[] newer = Stored().First();
        newer[2] = 3;
        Assert.Equal("Block b1: its version is 3, and versions to 2 are known.", Assert.Throws<BlockFormatException>(() => BlockReader.Open(newer, "b1")).Message);
    }

    /// <summary>The checksum keeps accidents out; this is about what would pass it. ANALYTICS_SEEDS asks for more.</summary>
    [Fact]
    public void Whatever_stands_in_a_block_it_is_read_or_refused_within_bounds()
    {
        int rounds = Seeds.Share(6_000);
        var random = new Random(11);
        byte[][] stored = [.. Stored()];
        int refused = 0;
        long most = 0;
        for (int round = 0; round < rounds; round++)
        {
            byte[] bytes = [.. stored[round % stored.Length]];
            for (int changes = 1 + random.Next(4); changes > 0; changes--)
            {
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            }

            bytes = random.Next(4) == 0 ? bytes[..random.Next(9, bytes.Length)] : bytes;
            Sign(bytes);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                Block block = BlockReader.Open(bytes, "fuzzed");
                if (block.Rows <= 2 * Events.Count)
                {
                    _ = BlockText.Of(block);
                    _ = block.Kind == BlockKind.Log ? block.ToEvents(Events[0].Site) : [];
                }
                else
                {
                    _ = (block.Columns.Times, block.Facts);
                }
            }
            catch (BlockFormatException refusal)
            {
                Assert.Equal("fuzzed", refusal.Block);
                refused++;
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.InRange(refused, rounds / 4, rounds);
        Assert.InRange(most, 1, 1L << 30);
    }

    private static IEnumerable<byte[]> Stored()
    {
        LocalDay day = Events[0].Day;
        yield return BlockWriter.Seal(DayVisits.Gather(day, Events));
        yield return BlockWriter.Log(day, Events);

        // Large enough for each stream to be compressed alone.
        List<Event> many = [.. Enumerable.Range(0, 30_000).Select(i => Some.Pageview($"e{i:00000}", $"/{i * 7919 % 3001}", Some.Noon.AddMilliseconds(i * 977), (ulong)(i * 31 % 9973)) with { Day = day })];
        yield return BlockWriter.Seal(DayVisits.Gather(day, many));
    }

    // The checksum as the format has it, so that damage gets past it.
    private static void Sign(byte[] bytes)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, bytes[3]);
        ReadOnlySpan<byte> body = bytes.AsSpan(8);
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(body))
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (byte rest in body[(body.Length / 8 * 8)..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        MemoryMarshal.Write(bytes.AsSpan(4), ~crc);
    }
}

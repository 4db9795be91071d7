using CyberWatch.Infra.Findings;
using CyberWatch.Rules.Model;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
    [Fact]
    public async Task All_that_history_holds_is_read_with_its_version()
    {
        await WriteAsync(Zone(1, "2026-11-24"), Zone(2, "2026-11-25"), Zone(3, "2026-10-26"));
        await Index.RefreshAsync(Token);

        var history = await Upkeep.ReadAsync(IndexLayer.History, Token).ToListAsync(Token);
        var latest = await Upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token);

        Assert.Equal([1, 2, 3], history.Select(document => document.Version).Order());
        Assert.Equal((3, Zone(3, "2026-10-26").Key), (Assert.Single(latest).Version, latest[0].Key));
        Assert.Equal(
            IndexedFinding.Read(Zone(3, "2026-10-26"), out _)!.Folded,
            IndexedFinding.Read(history.Single(document => document.Version == 3), out _)!.Folded
        );
    }

    [Fact]
    public async Task A_latest_made_anew_is_seen_when_it_is_whole_and_holds_the_newest_of_each()
    {
        await WriteAsync(Zone(1, "2026-11-24"), Zone(2, "2026-11-25"));
        var identity = await Index.IdentityAsync(Token);
        await using var draft = await Upkeep.BeginLatestAsync(Token);
        await draft.WriteAsync([Zone(9, "2026-11-26"), Zone(8, "2026-11-23"), Other(4)], Token);
        await draft.WriteAsync([Zone(7, "2026-11-22")], Token);
        Assert.Equal(1, await CountAsync(Sector));

        await draft.SwapAsync(Token);
        await Index.RefreshAsync(Token);

        var latest = await Upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token);
        Assert.Equal([4, 9], latest.Select(document => document.Version).Order());
        Assert.Equal(draft.Identity, await Index.IdentityAsync(Token));
        Assert.NotEmpty(identity);
        // and it is written to like any other
        await WriteAsync(Zone(8, "2026-11-27"), Other(5));
        await Index.RefreshAsync(Token);
        latest = await Upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token);
        Assert.Equal([5, 9], latest.Select(document => document.Version).Order());
    }

    [Fact]
    public async Task A_latest_that_was_begun_and_left_changes_nothing()
    {
        await WriteAsync(Zone(1, "2026-11-24"));
        await using (var draft = await Upkeep.BeginLatestAsync(Token))
            await draft.WriteAsync([Zone(9, "2026-11-26"), Other(4)], Token);

        await using (var again = await Upkeep.BeginLatestAsync(Token))
        {
            await again.WriteAsync([Other(2)], Token);
            await again.SwapAsync(Token);
        }

        await Index.RefreshAsync(Token);
        var latest = await Upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token);
        Assert.Equal(Other(2).Key, Assert.Single(latest).Key);
        Assert.Empty((await Search("z1")).Documents);
    }

    private async Task WriteAsync(params IndexDocument[] documents) =>
        Assert.All(await Index.UpsertAsync(documents, Token), outcome => Assert.IsType<IndexOutcome.Done>(outcome));

    private static IndexDocument Zone(long version, string day) => Of("zone:z1.example", version, day);

    private static IndexDocument Other(long version) => Of("zone:z2.example", version, "2026-11-26");

    private static IndexDocument Of(string asset, long version, string day)
    {
        var at = DateTimeOffset.Parse($"{day}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var facts = new Dictionary<string, object?> { ["issuer"] = $"Cœur {version}" };
        var finding = new Finding(Asset.Parse(asset), "dns", at, new ProbeAnswer.Facts(facts), []);
        var document = new FindingDocument(
            Support.TemporaryData.Hospital(Nord),
            new Guid((int)version, 0, 0, new byte[8]),
            finding,
            []
        );
        return new(version, document.Key, document.ToJson());
    }
}

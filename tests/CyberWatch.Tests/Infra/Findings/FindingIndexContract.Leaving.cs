using CyberWatch.Infra.Findings;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_leaves_is_latest_no_more_and_stays_in_history(bool withDocument)
    {
        await WriteAsync(Zone(1, "2026-11-24"), Other(2));
        var leaving = Zone(3, "2026-11-25") with { Leaves = true };

        await WriteAsync(withDocument ? leaving : leaving with { Json = "" });
        await WriteAsync(withDocument ? leaving : leaving with { Json = "" });

        Assert.Equal([Other(2).Key], await KeysAsync(IndexLayer.Latest));
        Assert.Empty((await Search("z1")).Documents);
        var history = await Upkeep.ReadAsync(IndexLayer.History, Token).ToListAsync(Token);
        Assert.Equal(withDocument ? [1, 2, 3] : [1, 2], history.Select(document => document.Version).Order());
    }

    [Fact]
    public async Task What_leaves_does_so_in_the_batch_that_it_came_in_and_comes_back_with_a_newer_version()
    {
        await WriteAsync(Zone(1, "2026-11-24"), Zone(2, "2026-11-25") with { Leaves = true }, Other(3));
        Assert.Equal([Other(3).Key], await KeysAsync(IndexLayer.Latest));

        await WriteAsync(Zone(4, "2026-11-26"));

        Assert.Equal([Zone(4, "2026-11-26").Key, Other(3).Key], await KeysAsync(IndexLayer.Latest));
        Assert.Equal(1, (await Search("z1")).Total);
    }

    [Fact]
    public async Task What_is_newer_stays_when_an_older_one_leaves()
    {
        await WriteAsync(Zone(5, "2026-11-26"));
        await WriteAsync(Zone(4, "2026-11-25") with { Leaves = true });

        Assert.Equal([Zone(5, "2026-11-26").Key], await KeysAsync(IndexLayer.Latest));
    }

    [Fact]
    public async Task Latest_written_anew_keeps_its_version_and_gives_way_to_what_is_newer_or_gone()
    {
        await WriteAsync(Zone(1, "2026-11-24"), Other(2), Of("zone:z3.example", 3, "2026-11-24"));
        await WriteAsync(Other(5), Of("zone:z3.example", 6, "2026-11-25") with { Leaves = true, Json = "" });

        await Upkeep.RewriteAsync(
            [Renamed(Zone(1, "2026-11-24")), Renamed(Other(2)), Renamed(Of("zone:z3.example", 3, "2026-11-24"))],
            Token
        );

        await Index.RefreshAsync(Token);
        var latest = await Upkeep.ReadAsync(IndexLayer.Latest, Token).ToListAsync(Token);
        Assert.Equal([1, 5], latest.Select(document => document.Version).Order());
        Assert.Equal(Zone(1, "2026-11-24").Key, FindingKey.Of(Assert.Single((await Search("rebaptise")).Documents)).ToString());
        var history = await Upkeep.ReadAsync(IndexLayer.History, Token).ToListAsync(Token);
        Assert.DoesNotContain(history, document => document.Json.Contains("Rebaptisé", StringComparison.Ordinal));
    }

    private static IndexDocument Renamed(IndexDocument document) =>
        document with
        {
            Json = document.Json.Replace("Centre hospitalier", "Rebaptisé", StringComparison.Ordinal),
        };

    private async Task<IEnumerable<string>> KeysAsync(IndexLayer layer)
    {
        await Index.RefreshAsync(Token);
        var all = await Upkeep.ReadAsync(layer, Token).Select(document => document.Key).ToListAsync(Token);
        return all.Order(StringComparer.Ordinal);
    }
}

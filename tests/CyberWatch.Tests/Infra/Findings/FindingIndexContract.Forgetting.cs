using CyberWatch.Infra.Findings;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
    [Fact]
    public async Task An_establishment_can_be_forgotten_and_forgetting_twice_is_no_fault()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example"), Document(2, Sud, "zone:b.example")], Token);

        Assert.Equal(1, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal(0, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal((0, 1), ((await Search("a.example")).Total, (await Search("b.example")).Total));
    }

    [Fact]
    public async Task Dropping_history_leaves_the_latest()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example")], Token);
        await Index.RefreshAsync(Token);

        Assert.Equal(1, await Index.DropHistoryAsync(Noon.AddMonths(1), Token));
        Assert.Equal(1, await CountAsync(Sector));
    }

    [Fact]
    public async Task Where_nothing_was_ever_written_nothing_is_forgotten_or_dropped()
    {
        Assert.Equal(0, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal(0, await Index.DropHistoryAsync(Noon, Token));
        Assert.Empty(await ReadAllAsync(new FindingQuery()));
    }

    [Fact]
    public async Task Forgetting_takes_the_history_of_every_month_with_it_and_of_nobody_else()
    {
        await Index.UpsertAsync(
            [
                .. Enumerable.Range(1, 5).Select(n => Document(n, Nord, "zone:a.example", Noon.AddMonths(-n))),
                Document(6, Sud, "zone:b.example", Noon.AddMonths(-1)),
            ],
            Token
        );

        await Index.DeleteEstablishmentAsync(Nord, Token);

        Assert.Equal(1, await Index.DropHistoryAsync(Noon.AddMonths(1), Token));
    }

    [Fact]
    public async Task An_establishment_of_thousands_of_findings_is_forgotten_whole()
    {
        await Index.UpsertAsync(
            [
                .. Enumerable.Range(1, 2_345).Select(n => Document(n, Nord, $"zone:z{n}.example")),
                Document(9_999, Sud, "zone:b.example"),
            ],
            Token
        );

        Assert.Equal(2_345, await Index.DeleteEstablishmentAsync(Nord, Token));
        Assert.Equal(1, await CountAsync(Sector));
    }

    [Fact]
    public async Task History_goes_by_whole_months_of_the_documents_own_time()
    {
        DateTimeOffset[] times =
        [
            new(2026, 9, 30, 23, 59, 59, 999, TimeSpan.Zero),
            new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
            new(2026, 10, 31, 23, 59, 59, TimeSpan.Zero),
            new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        ];
        await Index.UpsertAsync([.. times.Select((time, i) => Document(i + 1, Nord, $"zone:z{i}.example", time))], Token);
        await Index.RefreshAsync(Token);

        Assert.Equal(1, await Index.DropHistoryAsync(new(2026, 10, 31, 23, 0, 0, TimeSpan.Zero), Token));
        Assert.Equal(2, await Index.DropHistoryAsync(new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), Token));
        Assert.Equal(0, await Index.DropHistoryAsync(new(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), Token));
        Assert.Equal(times.Length, await CountAsync(Sector));
    }

    [Fact]
    public async Task A_month_that_was_dropped_takes_documents_again()
    {
        await Index.UpsertAsync([Document(1, Nord, "zone:a.example")], Token);
        await Index.DropHistoryAsync(Noon.AddMonths(1), Token);

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await Index.UpsertAsync([Document(2, Nord, "zone:a.example")], Token)));

        await Index.RefreshAsync(Token);
        Assert.Equal(1, await Index.DropHistoryAsync(Noon.AddMonths(1), Token));
    }
}

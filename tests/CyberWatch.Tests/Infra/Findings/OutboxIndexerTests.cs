using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class OutboxIndexerTests : RegistryTest
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly PlayedIndex _index = new();

    [Fact]
    public async Task Index_bulk_half_accepted()
    {
        await FillAsync("a1", "a2", "a3", "a4");
        _index.Says("a2", new IndexOutcome.Busy("es_rejected_execution_exception: queue full"));
        _index.Says("a3", new IndexOutcome.Refused("document_parsing_exception: failed to parse field [@timestamp]"));
        var indexer = Indexer();

        await indexer.DrainAsync(Token);
        await FillAsync("a5");
        await indexer.DrainAsync(Token);
        _index.Says("a2", new IndexOutcome.Done());
        await indexer.DrainAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await indexer.DrainAsync(Token);

        Assert.Equal(
            [
                ["a1", "a2", "a3", "a4"],
                ["a5"],
                ["a2"],
            ],
            _index.Sent
        );
        var rows = await RowsAsync();
        Assert.Equal(["a1", "a2", "a4", "a5"], rows.Where(row => row.DeliveredAt is not null).Select(row => row.DocumentKey));
        Assert.Contains("@timestamp", Assert.Single(rows, row => row.Error is not null).Error, StringComparison.Ordinal);
        Assert.Equal(2, rows.Single(row => row.DocumentKey == "a2").Attempts);
    }

    [Fact]
    public async Task A_busy_document_waits_longer_each_time()
    {
        await FillAsync("a1");
        _index.Says("a1", new IndexOutcome.Busy("queue full"));
        var indexer = Indexer();

        for (var second = 0; second < 16; second++)
        {
            await indexer.DrainAsync(Token);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        // at 0, 1, 3, 7 and 15 s
        Assert.Equal(5, _index.Sent.Count);
    }

    [Fact]
    public async Task An_index_that_is_down_loses_nothing_and_is_not_asked_without_pause()
    {
        await FillAsync("a1", "a2");
        _index.IsDown = true;
        var indexer = Indexer();
        for (var i = 0; i < 5; i++)
            await indexer.DrainAsync(Token);
        var tries = _index.Tries;

        _index.IsDown = false;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await indexer.DrainAsync(Token);

        Assert.Equal(1, tries);
        Assert.All(await RowsAsync(), row => Assert.NotNull(row.DeliveredAt));
    }

    [Fact]
    public async Task Batches_are_bounded_and_a_restart_sends_only_what_is_left()
    {
        await FillAsync([.. Enumerable.Range(1, 7).Select(n => $"a{n}")]);
        await Indexer(batch: 3).SendAsync(Token);

        await Indexer(batch: 3).DrainAsync(Token);

        Assert.Equal([3, 3, 1], _index.Sent.Select(batch => batch.Count));
        Assert.Equal(7, _index.Sent.SelectMany(batch => batch).Distinct().Count());
    }

    [Fact]
    public async Task Delivered_rows_are_kept_for_eight_days_and_refused_ones_for_good()
    {
        await FillAsync("a1", "a2");
        _index.Says("a2", new IndexOutcome.Refused("no"));
        await Indexer().DrainAsync(Token);
        var purge = Data.PurgeOf(_index, _clock);

        _clock.Advance(TimeSpan.FromDays(8));
        await purge.RunAsync(Token);
        Assert.Equal(2, (await RowsAsync()).Count);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await purge.RunAsync(Token);
        Assert.Equal("a2", Assert.Single(await RowsAsync()).DocumentKey);
    }

    [Fact]
    public async Task A_document_is_delivered_when_the_index_has_it_and_not_when_it_was_sent()
    {
        await FillAsync("a1");
        var sent = _clock.GetUtcNow();
        _index.WhileSending = () =>
        {
            _clock.Advance(TimeSpan.FromSeconds(5));
            return Task.CompletedTask;
        };

        await Indexer().SendAsync(Token);

        Assert.Equal(sent.AddSeconds(5), Assert.Single(await RowsAsync()).DeliveredAt);
    }

    [Fact]
    public async Task What_is_on_its_way_is_forgotten_with_the_establishment_and_nobody_elses()
    {
        await FillAsync("a1", "a2");
        await FillForAsync("990000002", "b1");
        var indexer = Indexer();

        await indexer.ForgetAsync("990000001", Token);
        await indexer.DrainAsync(Token);

        Assert.Equal(["990000001"], _index.Forgotten);
        Assert.Equal("b1", Assert.Single(Assert.Single(_index.Sent)));
    }

    [Fact]
    public async Task What_another_process_forgot_while_it_was_being_sent_is_forgotten_once_more()
    {
        await FillAsync("a1", "a2");
        await FillForAsync("990000002", "b1");
        _index.WhileSending = async () =>
        {
            await using var context = Data.CreateDbContext();
            await context.Outbox.Where(row => row.Finess == "990000001").ExecuteDeleteAsync(Token);
        };

        await Indexer().SendAsync(Token);

        Assert.Equal(["990000001"], _index.Forgotten);
        Assert.NotNull(Assert.Single(await RowsAsync()).DeliveredAt);
    }

    private OutboxIndexer Indexer(int batch = 100) => Data.IndexerOf(_index, _clock, new OutboxOptions { Batch = batch });

    private Task FillAsync(params string[] keys) => FillForAsync("990000001", keys);

    private Task FillForAsync(string finess, params string[] keys) =>
        Data.AddAsync([
            .. keys.Select(key => new OutboxFinding
            {
                Finess = finess,
                DocumentKey = key,
                Document = "{}",
                CreatedAt = _clock.GetUtcNow(),
            }),
        ]);

    private async Task<List<OutboxFinding>> RowsAsync()
    {
        await using var context = Data.CreateDbContext();
        return await context.Outbox.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Token);
    }
}

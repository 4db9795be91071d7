using CyberWatch.Infra.Findings;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Findings;

public sealed class OutboxIndexerTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 26, 2, 0, 0, TimeSpan.Zero));
    private readonly PlayedIndex _index = new();
    private TemporaryData _data = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _data = await TemporaryData.WithRegistryAsync();

    public ValueTask DisposeAsync()
    {
        _data.Dispose();
        return ValueTask.CompletedTask;
    }

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
        var indexer = Indexer();
        await indexer.DrainAsync(Token);

        _clock.Advance(TimeSpan.FromDays(8));
        await indexer.PurgeAsync(Token);
        Assert.Equal(2, (await RowsAsync()).Count);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await indexer.PurgeAsync(Token);
        Assert.Equal("a2", Assert.Single(await RowsAsync()).DocumentKey);
    }

    private OutboxIndexer Indexer(int batch = 100) =>
        new(_data, _index, _clock, Options.Create(new OutboxOptions { Batch = batch }), NullLogger<OutboxIndexer>.Instance);

    private Task FillAsync(params string[] keys) =>
        _data.AddAsync([
            .. keys.Select(key => new OutboxFinding
            {
                Finess = "990000001",
                DocumentKey = key,
                Document = "{}",
                CreatedAt = _clock.GetUtcNow(),
            }),
        ]);

    private async Task<List<OutboxFinding>> RowsAsync()
    {
        await using var context = _data.CreateDbContext();
        return await context.Outbox.AsNoTracking().OrderBy(row => row.Id).ToListAsync(Token);
    }

    /// <summary>An index that answers for each document as it was told, and remembers what was sent.</summary>
    private sealed class PlayedIndex : IFindingIndex
    {
        private readonly Dictionary<string, IndexOutcome> _answers = [];

        public List<IReadOnlyList<string>> Sent { get; } = [];
        public bool IsDown { get; set; }
        public int Tries { get; private set; }

        public void Says(string key, IndexOutcome outcome) => _answers[key] = outcome;

        public Task<IReadOnlyList<IndexOutcome>> UpsertAsync(
            IReadOnlyList<IndexDocument> batch,
            CancellationToken cancellationToken
        )
        {
            Tries++;
            if (IsDown)
                throw new FindingIndexUnavailableException("down", new IOException());
            Sent.Add([.. batch.Select(document => document.Key)]);
            return Task.FromResult<IReadOnlyList<IndexOutcome>>([
                .. batch.Select(document => _answers.GetValueOrDefault(document.Key, new IndexOutcome.Done())),
            ]);
        }

        public Task<FindingPage> SearchAsync(AccessScope scope, FindingQuery query, CancellationToken cancellationToken) =>
            Task.FromResult(new FindingPage([], 0));

        public Task<int> CountAsync(AccessScope scope, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> DeleteEstablishmentAsync(string finess, CancellationToken cancellationToken) => Task.FromResult(0);

        public Task<int> DropHistoryAsync(DateTimeOffset before, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}

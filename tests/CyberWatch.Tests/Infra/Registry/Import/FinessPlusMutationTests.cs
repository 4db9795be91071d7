using System.Text;
using CsCheck;
using CyberWatch.Infra.Registry.Import;
using CyberWatch.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace CyberWatch.Tests.Infra.Registry.Import;

/// <summary>A damaged download of FINESS+: a sentence and nothing kept, never an exception.</summary>
public sealed class FinessPlusMutationTests : IDisposable
{
    private static readonly byte[] Extract = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Data", "finess-plus-extract.json")
    );

    private readonly TemporaryData _registry = TemporaryData.WithRegistry();
    private readonly string _file = Path.GetTempFileName();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 9, 6, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task A_file_that_was_cut_anywhere_is_refused_and_nothing_is_kept() =>
        Gen.Int[0, Extract.Length - 2]
            .SampleAsync(
                async length =>
                {
                    // blanks at the end are no loss
                    if (!Encoding.ASCII.GetString(Extract.AsSpan(length)).Trim().Contains('}', StringComparison.Ordinal))
                    {
                        return;
                    }

                    var outcome = await ReadAsync(Extract[..length], acceptShrink: false);

                    AssertRefused(outcome);
                    Assert.Empty(await SitesAsync());
                },
                iter: 60,
                threads: 1
            );

    [Fact]
    public async Task A_file_that_was_cut_between_two_records_is_refused_and_nothing_is_kept()
    {
        var text = Encoding.UTF8.GetString(Extract);
        for (
            var end = text.IndexOf("}, {", StringComparison.Ordinal);
            end > 0;
            end = text.IndexOf("}, {", end + 1, StringComparison.Ordinal)
        )
        {
            AssertRefused(await ReadAsync(Encoding.UTF8.GetBytes(text[..(end + 1)]), acceptShrink: false));
            Assert.Empty(await SitesAsync());
        }
    }

    [Fact]
    public Task A_file_with_octets_changed_is_read_or_refused_with_sentences_never_worse() =>
        Gen.Select(Gen.Int[0, Extract.Length - 1], Gen.Byte)
            .Array[1, 40]
            .Select(Gen.Bool)
            .SampleAsync(
                async (changes, acceptShrink) =>
                {
                    var bytes = Extract.ToArray();
                    foreach (var (place, octet) in changes)
                    {
                        bytes[place] = octet;
                    }

                    if (await ReadAsync(bytes, acceptShrink) is RegisterOutcome.Refused refused)
                    {
                        AssertRefused(refused);
                    }
                },
                iter: 150,
                threads: 1
            );

    public void Dispose()
    {
        _registry.Dispose();
        File.Delete(_file);
    }

    private async Task<RegisterOutcome> ReadAsync(byte[] bytes, bool acceptShrink)
    {
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllBytesAsync(_file, bytes, token);
        return await new RegisterImporter(_registry, _clock).RunAsync(_file, dryRun: false, acceptShrink, null, token);
    }

    private async Task<List<string>> SitesAsync()
    {
        await using var registry = _registry.CreateDbContext();
        return await registry.Establishments.Select(row => row.Finess).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static void AssertRefused(RegisterOutcome outcome)
    {
        var faults = Assert.IsType<RegisterOutcome.Refused>(outcome).Faults;
        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.NotEmpty(fault.Sentence));
    }
}

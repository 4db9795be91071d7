using System.Text.Json;
using CyberWatch.Infra.Findings;

namespace CyberWatch.Tests.Infra.Findings;

public abstract partial class FindingIndexContract
{
    [Fact]
    public async Task A_document_comes_back_as_it_went_in()
    {
        var document = Document(1, Nord, "tcp:203.0.113.10:443/www.ch-nord.example", ("issuer", "CN=Autorité du laboratoire"));

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await Index.UpsertAsync([document], Token)));

        var found = Assert.Single((await Search("www.ch-nord.example")).Documents);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(document.Json), found), found.GetRawText());
    }

    [Fact]
    public async Task Writing_again_makes_no_second_document()
    {
        var document = Document(1, Nord, "tcp:203.0.113.10:443");

        await Index.UpsertAsync([document, document], Token);
        await Index.UpsertAsync([document], Token);

        Assert.Equal(1, await CountAsync(Sector));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task The_newer_version_stays_whatever_the_order_of_writing(long first, long second)
    {
        foreach (var version in (long[])[first, second])
        {
            await Index.UpsertAsync(
                [Document(version, Nord, "tcp:203.0.113.10:443", ("subject", $"CN=version{version}"))],
                Token
            );
        }

        Assert.Equal((1, 0), ((await Search("version2")).Total, (await Search("version1")).Total));
    }

    [Fact]
    public async Task In_one_batch_too_the_newer_version_stays()
    {
        await Index.UpsertAsync(
            [
                Document(2, Nord, "zone:ch-nord.example", ("spf", "nouveau")),
                Document(1, Nord, "zone:ch-nord.example", ("spf", "ancien")),
            ],
            Token
        );

        Assert.Equal((1, 0), ((await Search("nouveau")).Total, (await Search("ancien")).Total));
    }

    [Fact]
    public async Task A_document_at_fault_is_refused_with_a_reason_and_its_neighbours_are_written()
    {
        var outcomes = await Index.UpsertAsync(
            [
                Document(1, Nord, "zone:a.example"),
                new IndexDocument(2, "poison", """{"@timestamp":"not a time","cyberwatch":{"probe":"dns"}}"""),
                new IndexDocument(3, "half", "{"),
                Document(4, Nord, "zone:b.example"),
            ],
            Token
        );

        Assert.IsType<IndexOutcome.Done>(outcomes[0]);
        Assert.NotEmpty(Assert.IsType<IndexOutcome.Refused>(outcomes[1]).Reason);
        Assert.NotEmpty(Assert.IsType<IndexOutcome.Refused>(outcomes[2]).Reason);
        Assert.IsType<IndexOutcome.Done>(outcomes[3]);
        Assert.Equal(2, await CountAsync(Sector));
    }

    [Fact]
    public async Task Nested_facts_come_back_and_are_found()
    {
        var document = Document(1, Nord, "zone:a.example");
        var nested = document.Json.Replace(
            "\"facts\":{}",
            """
            "facts":{"chain":[{"issuer":"CN=Racine de Çà","depth":2},{"issuer":"CN=Feuille"}],"size":1.5e3,"open":true,
              "a.b":null}
            """,
            StringComparison.Ordinal
        );

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await Index.UpsertAsync([document with { Json = nested }], Token)));

        var found = Assert.Single((await Search("racine de ca")).Documents);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(nested), found), found.GetRawText());
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("mot ")]
    public async Task A_value_of_32_kB_is_kept_whole_and_found_by_its_beginning(string unit)
    {
        var value = string.Concat(Enumerable.Repeat(unit, 32_768 / unit.Length));
        var document = Document(1, Nord, "site:www.a.example@203.0.113.10", ("final_url", value), ("title", value));

        Assert.IsType<IndexOutcome.Done>(Assert.Single(await Index.UpsertAsync([document], Token)));

        var found = Assert.Single((await Search(value[..300])).Documents);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(document.Json), found));
        Assert.Equal(1, (await Search("www.a.example")).Total);
    }

    [Fact]
    public async Task An_id_may_be_longer_than_any_server_takes_and_hold_any_sign()
    {
        var document = Document(1, Nord, "zone:a.example") with { Key = "\"\\\n é|" + new string('k', 2_000) };

        await Index.UpsertAsync([document], Token);
        await Index.UpsertAsync([document], Token);

        Assert.Equal(1, await CountAsync(Sector));
    }

    [Fact]
    public async Task The_sequence_of_the_registry_decides_and_no_clock()
    {
        await Index.UpsertAsync([Document(7, Nord, "zone:a.example", Noon.AddDays(40))], Token);
        await Index.UpsertAsync([Document(8, Nord, "zone:a.example", Noon.AddDays(-40))], Token);
        await Index.UpsertAsync([Document(6, Nord, "zone:a.example", Noon.AddDays(80))], Token);

        var found = Assert.Single((await Search("a.example")).Documents);
        Assert.StartsWith("2026-10-17", found.GetProperty("@timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concurrent_writers_leave_each_key_at_its_newest_version()
    {
        const int Writers = 8;
        const int Keys = 20;
        var batches = Enumerable
            .Range(0, Writers)
            .Select(writer =>
                Enumerable
                    .Range(0, Keys)
                    .Select(key =>
                    {
                        var version = (((writer * 7) + key) % Writers) + 1;
                        return Document(version, Nord, $"zone:z{key}.example", ("spf", $"version{version}"));
                    })
                    .ToList()
            );

        await Task.WhenAll(batches.Select(batch => Task.Run(() => Index.UpsertAsync(batch, Token), Token)));

        Assert.Equal((Keys, Keys), (await CountAsync(Sector), (await Search($"version{Writers}")).Total));
    }
}

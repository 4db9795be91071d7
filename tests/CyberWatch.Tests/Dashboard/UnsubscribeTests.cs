using System.Net;
using CyberWatch.Infra.Mail;
using CyberWatch.Infra.Registry;
using CyberWatch.Infra.Registry.Entities;
using CyberWatch.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;

namespace CyberWatch.Tests.Dashboard;

/// <summary>Ending a letter by its link, as RFC 8058 asks for it, and by the page.</summary>
public sealed class UnsubscribeTests(DashboardApp app) : IClassFixture<DashboardApp>
{
    [Fact]
    public async Task One_click_ends_the_letter_without_sign_in_redirect_or_cookie()
    {
        var address = await AddressAsync(LetterSeed.OfVauclair);

        using var answer = await PostAsync(app.Anonymous(), address, "One-Click");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        var refusal = Assert.Single(await RefusalsAsync(RegistrySeed.EmailOf("rssi-a")));
        Assert.Equal(
            (EditionKind.Technical, $"finess:{RegistrySeed.Vauclair}", "one-click"),
            (refusal.Kind, refusal.Scope, refusal.How)
        );
        // of the same edition; the page's own test may have run before
        Assert.DoesNotContain(await RefusalsAsync(LetterSeed.Colleague), other => other.How == "one-click");
        await using var registry = await OpenAsync();
        Assert.True(
            await registry.Audit.AnyAsync(
                row => row.Action == "letters-refused" && row.Actor == RegistrySeed.EmailOf("rssi-a"),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task One_click_may_be_written_as_multipart_too()
    {
        using var form = new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } };

        using var answer = await app.Anonymous()
            .PostAsync(await AddressAsync(LetterSeed.Held), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var registry = await OpenAsync();
        var held = await registry.Letters.SingleAsync(row => row.Id == LetterSeed.Held, TestContext.Current.CancellationToken);
        Assert.Equal(LetterState.Dropped, held.State); // what was still to be sent is not
    }

    /// <summary>HTTP/2 and chunked requests need not say how long they are.</summary>
    [Theory]
    [InlineData("List-Unsubscribe=One-Click", HttpStatusCode.OK)]
    [InlineData("List-Unsubscribe=One-Click&x=", HttpStatusCode.BadRequest)]
    public async Task One_click_of_unknown_length_is_read_up_to_a_bound(string body, HttpStatusCode expected)
    {
        var filled = expected == HttpStatusCode.OK ? body : body + new string('x', 100_000);
        using var request = new HttpRequestMessage(HttpMethod.Post, await AddressAsync(LetterSeed.Held));
        request.Content = new StreamContent(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(filled)));
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = true;

        using var answer = await app.Anonymous().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Looking_at_the_page_changes_nothing()
    {
        var address = await AddressAsync(LetterSeed.OfTilleuls);

        using var answer = await app.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);
        using var question = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await app.Anonymous().SendAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "Les avis urgents continuent",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Empty(await RefusalsAsync(RegistrySeed.EmailOf("rssi-b")));
    }

    [Fact]
    public async Task Button_of_the_page_ends_the_letter_and_comes_back_to_say_so()
    {
        var client = app.Anonymous();
        var address = await AddressAsync(LetterSeed.OfColleague);

        using var answer = await PostAsync(client, address, "Page");
        var after = await client.GetStringAsync(answer.Headers.Location, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Vous ne recevrez plus cette lettre.", after, StringComparison.Ordinal);
        Assert.Equal("page", Assert.Single(await RefusalsAsync(LetterSeed.Colleague)).How);
    }

    [Theory]
    [InlineData("official", false)]
    [InlineData("operator", true)]
    public async Task Operator_takes_a_refusal_back_and_who_is_not_concerned_does_not(string reader, bool expected)
    {
        using var refused = await PostAsync(app.Anonymous(), await AddressAsync(LetterSeed.OfVauclair), "One-Click");

        using var answer = await DashboardApp.PostAsync(
            await app.AsAsync(reader),
            "/compte", // has a token for every form
            "reabonner",
            new Dictionary<string, string>(),
            $"/lettres/{LetterSeed.OfVauclair}"
        );

        Assert.Equal(expected, (await RefusalsAsync(RegistrySeed.EmailOf("rssi-a"))).Count == 0);
    }

    [Theory]
    [InlineData("rien")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc")]
    public async Task Wrong_token_is_not_there_whatever_is_wrong_with_it(string token)
    {
        var address = $"/desabonnement/{Uri.EscapeDataString(token)}";

        using var post = await PostAsync(app.Anonymous(), address, "One-Click");
        using var get = await app.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (post.StatusCode, get.StatusCode));
    }

    [Fact]
    public async Task Token_of_which_one_character_was_changed_is_not_there()
    {
        var address = await AddressAsync(LetterSeed.OfSector);
        var changed = address[..^3] + (address[^3] == 'A' ? 'B' : 'A') + address[^2..];

        using var answer = await PostAsync(app.Anonymous(), changed, "One-Click");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await RefusalsAsync(RegistrySeed.EmailOf("official")));
    }

    [Fact]
    public async Task Urgent_notice_cannot_be_refused()
    {
        var address = await AddressAsync(LetterSeed.Urgent);

        using var post = await PostAsync(app.Anonymous(), address, "One-Click");
        using var get = await app.Anonymous().GetAsync(address, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (post.StatusCode, get.StatusCode));
    }

    [Theory]
    [InlineData("one-click")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_one_click_changes_nothing(string? wish)
    {
        using var answer = await PostAsync(app.Anonymous(), await AddressAsync(LetterSeed.OfSector), wish);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await RefusalsAsync(RegistrySeed.EmailOf("official")));
    }

    [Fact]
    public async Task Many_tries_from_one_address_are_slowed_down()
    {
        await using var strict = app.WithWebHostBuilder(host => host.UseSetting("Dashboard:AttemptsPerMinute", "2"));
        var client = strict.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 3; i++)
        {
            using var answer = await PostAsync(client, "/desabonnement/rien", "One-Click");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.TooManyRequests], answers);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string? wish)
    {
        using var form = new FormUrlEncodedContent(
            wish is null ? [] : new Dictionary<string, string> { ["List-Unsubscribe"] = wish }
        );
        return await client.PostAsync(address, form, TestContext.Current.CancellationToken);
    }

    private async Task<string> AddressAsync(Guid letter)
    {
        var tokens = app.Services.GetRequiredService<UnsubscribeTokens>();
        return (await tokens.AddressAsync(letter, TestContext.Current.CancellationToken)).AbsolutePath;
    }

    private Task<RegistryContext> OpenAsync() =>
        app
            .Services.GetRequiredService<IDbContextFactory<RegistryContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);

    private async Task<List<MailRefusal>> RefusalsAsync(string recipient)
    {
        await using var registry = await OpenAsync();
        return await registry
            .MailRefusals.Where(row => row.Recipient == recipient)
            .ToListAsync(TestContext.Current.CancellationToken);
    }
}

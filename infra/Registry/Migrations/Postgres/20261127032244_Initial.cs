using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CyberWatch.Infra.Registry.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AspNetUsers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserName = table.Column<string>(
                        type: "character varying(256)",
                        maxLength: 256,
                        nullable: true,
                        collation: "C"
                    ),
                    NormalizedUserName = table.Column<string>(
                        type: "character varying(256)",
                        maxLength: 256,
                        nullable: true,
                        collation: "C"
                    ),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true, collation: "C"),
                    NormalizedEmail = table.Column<string>(
                        type: "character varying(256)",
                        maxLength: 256,
                        nullable: true,
                        collation: "C"
                    ),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SecurityStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ConcurrencyStamp = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumber = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUsers", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "AssetAnswers",
                columns: table => new
                {
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AssetKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Probe = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LastAsked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastConclusive = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastOutcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_AssetAnswers",
                        x => new
                        {
                            x.Finess,
                            x.AssetKey,
                            x.Probe,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Action = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Contacts",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Contacts", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Editions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Period = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ComposedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Alerts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Editions", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "FeedEntries",
                columns: table => new
                {
                    Feed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Vulnerability = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ListedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    WithdrawnOn = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedEntries", x => new { x.Feed, x.Vulnerability });
                }
            );

            migrationBuilder.CreateTable(
                name: "FeedImports",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Feed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReleasedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ImportedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Entries = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Withdrawn = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FeedImports", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Groups",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Active = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Groups", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "IndexStates",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Identity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Expected = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MissingBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RewriteAfter = table.Column<long>(type: "bigint", nullable: true),
                    Rules = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DownSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Refuses = table.Column<bool>(type: "boolean", nullable: false),
                    PausedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IndexStates", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TokenHash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "KnownAssets",
                columns: table => new
                {
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstSeen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAsked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastOutcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstAbsence = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    GoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Origin = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownAssets", x => new { x.Finess, x.Key });
                }
            );

            migrationBuilder.CreateTable(
                name: "Leases",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Leases", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "MailRefusals",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    How = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_MailRefusals",
                        x => new
                        {
                            x.Recipient,
                            x.Kind,
                            x.Scope,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "MailStates",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    Handed = table.Column<long>(type: "bigint", nullable: false),
                    Mark = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MarkBorn = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RestoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailStates", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Mandates",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SignedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SignedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    ValidUntil = table.Column<DateOnly>(type: "date", nullable: false),
                    Intrusive = table.Column<bool>(type: "boolean", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mandates", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Moves",
                columns: table => new
                {
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Token = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Moves", x => x.Kind);
                }
            );

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DocumentKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Leaves = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    DeliveredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Perimeter",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Perimeter", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "RateSlices",
                columns: table => new
                {
                    Owner = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Packets = table.Column<int>(type: "integer", nullable: false),
                    InAll = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RateSlices", x => x.Owner);
                }
            );

            migrationBuilder.CreateTable(
                name: "RegisterImports",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    File = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Form = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DataDate = table.Column<DateOnly>(type: "date", nullable: false),
                    ImportedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Sites = table.Column<int>(type: "integer", nullable: false),
                    InService = table.Column<int>(type: "integer", nullable: false),
                    Added = table.Column<int>(type: "integer", nullable: false),
                    Changed = table.Column<int>(type: "integer", nullable: false),
                    Missing = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterImports", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Scans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Slot = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Epoch = table.Column<long>(type: "bigint", nullable: false),
                    Recovered = table.Column<int>(type: "integer", nullable: false),
                    Stage = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StepsDone = table.Column<int>(type: "integer", nullable: false),
                    StepsPlanned = table.Column<int>(type: "integer", nullable: false),
                    Answered = table.Column<int>(type: "integer", nullable: false),
                    Silent = table.Column<int>(type: "integer", nullable: false),
                    NotAllowed = table.Column<int>(type: "integer", nullable: false),
                    AlertsOpened = table.Column<int>(type: "integer", nullable: false),
                    AlertsResolved = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scans", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "SharedAnswers",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Finding = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharedAnswers", x => x.Key);
                }
            );

            migrationBuilder.CreateTable(
                name: "Standings",
                columns: table => new
                {
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Assets = table.Column<int>(type: "integer", nullable: false),
                    Verified = table.Column<int>(type: "integer", nullable: false),
                    Gaps = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Risk = table.Column<double>(type: "double precision", nullable: true),
                    Score = table.Column<int>(type: "integer", nullable: true),
                    Grade = table.Column<int>(type: "integer", nullable: true),
                    Provisional = table.Column<bool>(type: "boolean", nullable: false),
                    Alerts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Standings", x => new { x.Finess, x.Day });
                }
            );

            migrationBuilder.CreateTable(
                name: "Workers",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Notes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workers", x => x.Name);
                }
            );

            migrationBuilder.CreateTable(
                name: "AspNetUserClaims",
                columns: table => new
                {
                    Id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClaimValue = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AspNetUserClaims_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AspNetUserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderDisplayName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AspNetUserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AspNetUserLogins_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AspNetUserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "PK_AspNetUserTokens",
                        x => new
                        {
                            x.UserId,
                            x.LoginProvider,
                            x.Name,
                        }
                    );
                    table.ForeignKey(
                        name: "FK_AspNetUserTokens_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "UserEstablishments",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserEstablishments", x => new { x.UserId, x.Finess });
                    table.ForeignKey(
                        name: "FK_UserEstablishments_AspNetUsers_UserId",
                        column: x => x.UserId,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Letters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EditionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RecipientName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<int>(type: "integer", nullable: false),
                    Copy = table.Column<int>(type: "integer", nullable: false),
                    MessageId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Owner = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Receipt = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Error = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Letters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Letters_Editions_EditionId",
                        column: x => x.EditionId,
                        principalTable: "Editions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Establishments",
                columns: table => new
                {
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LegalEntity = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LegalEntityName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Category = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CategoryLabel = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Siret = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Phone = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PostalCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    City = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Commune = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Department = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Region = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    TimeZone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Latitude = table.Column<double>(type: "double precision", nullable: true),
                    Longitude = table.Column<double>(type: "double precision", nullable: true),
                    InService = table.Column<bool>(type: "boolean", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    GroupId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MissingSince = table.Column<DateOnly>(type: "date", nullable: true),
                    SearchKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SortKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Establishments", x => x.Finess);
                    table.ForeignKey(
                        name: "FK_Establishments_Groups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "GroupMembers",
                columns: table => new
                {
                    GroupId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    LegalEntity = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Supports = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GroupMembers", x => new { x.GroupId, x.LegalEntity });
                    table.ForeignKey(
                        name: "FK_GroupMembers_Groups_GroupId",
                        column: x => x.GroupId,
                        principalTable: "Groups",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "Alerts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RuleId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AssetKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Twins = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Severity = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    TitleFr = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TitleEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WhyFr = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WhyEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FixFr = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FixEn = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Checks = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    References = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Confidence = table.Column<int>(type: "integer", nullable: false),
                    Vulnerabilities = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExploitedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ExploitedSince = table.Column<DateOnly>(type: "date", nullable: true),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DueBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    DecidedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DecisionReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AcceptedUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    AcceptedFor = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reopened = table.Column<int>(type: "integer", nullable: false),
                    FirstSeen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastAsked = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SuspectedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ResolvedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstProofAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstProof = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Replay = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EvidenceAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SearchKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SearchRest = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alerts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Alerts_Establishments_Finess",
                        column: x => x.Finess,
                        principalTable: "Establishments",
                        principalColumn: "Finess",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "CurrentStandings",
                columns: table => new
                {
                    Finess = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsFollowed = table.Column<bool>(type: "boolean", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    Score = table.Column<int>(type: "integer", nullable: true),
                    Grade = table.Column<int>(type: "integer", nullable: true),
                    Provisional = table.Column<bool>(type: "boolean", nullable: false),
                    Assets = table.Column<int>(type: "integer", nullable: false),
                    Verified = table.Column<int>(type: "integer", nullable: false),
                    Gaps = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Critical = table.Column<int>(type: "integer", nullable: false),
                    High = table.Column<int>(type: "integer", nullable: false),
                    Medium = table.Column<int>(type: "integer", nullable: false),
                    Low = table.Column<int>(type: "integer", nullable: false),
                    Info = table.Column<int>(type: "integer", nullable: false),
                    Open = table.Column<int>(type: "integer", nullable: false),
                    ScanEndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                    ScanStartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Answered = table.Column<int>(type: "integer", nullable: true),
                    Silent = table.Column<int>(type: "integer", nullable: false),
                    NotAllowed = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CurrentStandings", x => x.Finess);
                    table.ForeignKey(
                        name: "FK_CurrentStandings_Establishments_Finess",
                        column: x => x.Finess,
                        principalTable: "Establishments",
                        principalColumn: "Finess",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AlertEvents",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Actor = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<int>(type: "integer", nullable: true),
                    To = table.Column<int>(type: "integer", nullable: false),
                    Why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                    FindingId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AlertEvents_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "AlertVerdicts",
                columns: table => new
                {
                    Id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AlertId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Verdict = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Effect = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ScanId = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AlertVerdicts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AlertVerdicts_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_AlertEvents_AlertId", table: "AlertEvents", column: "AlertId");

            migrationBuilder.CreateIndex(name: "IX_Alerts_ExploitedBy", table: "Alerts", column: "ExploitedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Finess_RuleId_AssetKey",
                table: "Alerts",
                columns: new[] { "Finess", "RuleId", "AssetKey" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Finess_State_Severity_OpenedAt_ResolvedAt",
                table: "Alerts",
                columns: new[] { "Finess", "State", "Severity", "OpenedAt", "ResolvedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_Id",
                table: "Alerts",
                column: "Id",
                filter: "\"SearchRest\" IS NOT NULL"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_OpenedAt_Severity_Finess",
                table: "Alerts",
                columns: new[] { "OpenedAt", "Severity", "Finess" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_ResolvedAt_State_Severity_Finess",
                table: "Alerts",
                columns: new[] { "ResolvedAt", "State", "Severity", "Finess" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_State_Severity_OpenedAt_Id_Finess_RuleId_Checks_DueO~",
                table: "Alerts",
                columns: new[]
                {
                    "State",
                    "Severity",
                    "OpenedAt",
                    "Id",
                    "Finess",
                    "RuleId",
                    "Checks",
                    "DueOn",
                    "Confidence",
                    "ExploitedBy",
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Alerts_State_Severity_OpenedAt_Id_Finess_SearchKey",
                table: "Alerts",
                columns: new[] { "State", "Severity", "OpenedAt", "Id", "Finess", "SearchKey" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_AlertVerdicts_AlertId_At",
                table: "AlertVerdicts",
                columns: new[] { "AlertId", "At" }
            );

            migrationBuilder.CreateIndex(name: "IX_AspNetUserClaims_UserId", table: "AspNetUserClaims", column: "UserId");

            migrationBuilder.CreateIndex(name: "IX_AspNetUserLogins_UserId", table: "AspNetUserLogins", column: "UserId");

            migrationBuilder.CreateIndex(name: "EmailIndex", table: "AspNetUsers", column: "NormalizedEmail");

            migrationBuilder.CreateIndex(name: "UserNameIndex", table: "AspNetUsers", column: "NormalizedUserName", unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_Finess_Email",
                table: "Contacts",
                columns: new[] { "Finess", "Email" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Editions_Kind_Scope_Period",
                table: "Editions",
                columns: new[] { "Kind", "Scope", "Period" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Establishments_GroupId", table: "Establishments", column: "GroupId");

            migrationBuilder.CreateIndex(name: "IX_Establishments_LegalEntity", table: "Establishments", column: "LegalEntity");

            migrationBuilder.CreateIndex(name: "IX_Establishments_RegionCode", table: "Establishments", column: "RegionCode");

            migrationBuilder.CreateIndex(name: "IX_Establishments_SortKey", table: "Establishments", column: "SortKey");

            migrationBuilder.CreateIndex(name: "IX_FeedImports_Feed", table: "FeedImports", column: "Feed");

            migrationBuilder.CreateIndex(name: "IX_GroupMembers_LegalEntity", table: "GroupMembers", column: "LegalEntity");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_TokenHash",
                table: "Invitations",
                column: "TokenHash",
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Leases_ScanId", table: "Leases", column: "ScanId");

            migrationBuilder.CreateIndex(
                name: "IX_Letters_EditionId_Recipient_Copy",
                table: "Letters",
                columns: new[] { "EditionId", "Recipient", "Copy" },
                unique: true
            );

            migrationBuilder.CreateIndex(name: "IX_Letters_State_DueAt", table: "Letters", columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mandates_Finess_ValidFrom_ValidUntil",
                table: "Mandates",
                columns: new[] { "Finess", "ValidFrom", "ValidUntil" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_DeliveredAt_Error_Id",
                table: "Outbox",
                columns: new[] { "DeliveredAt", "Error", "Id" }
            );

            migrationBuilder.CreateIndex(name: "IX_Perimeter_Finess", table: "Perimeter", column: "Finess");

            migrationBuilder.CreateIndex(name: "IX_Scans_Finess_DueAt", table: "Scans", columns: new[] { "Finess", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Scans_Finess_EndedAt_Kind_Answered_Silent_NotAllowed",
                table: "Scans",
                columns: new[] { "Finess", "EndedAt", "Kind", "Answered", "Silent", "NotAllowed" }
            );

            migrationBuilder.CreateIndex(name: "IX_Scans_Slot", table: "Scans", column: "Slot", unique: true);

            migrationBuilder.CreateIndex(name: "IX_Scans_StartedAt", table: "Scans", column: "StartedAt");

            migrationBuilder.CreateIndex(name: "IX_Scans_State_DueAt", table: "Scans", columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(name: "IX_SharedAnswers_At", table: "SharedAnswers", column: "At");

            migrationBuilder.CreateIndex(name: "IX_Standings_Day", table: "Standings", column: "Day");

            migrationBuilder.CreateIndex(
                name: "IX_Standings_Finess_Day_Score_Grade_Provisional_Assets_Verified",
                table: "Standings",
                columns: new[] { "Finess", "Day", "Score", "Grade", "Provisional", "Assets", "Verified" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "AlertEvents");

            migrationBuilder.DropTable(name: "AlertVerdicts");

            migrationBuilder.DropTable(name: "AspNetUserClaims");

            migrationBuilder.DropTable(name: "AspNetUserLogins");

            migrationBuilder.DropTable(name: "AspNetUserTokens");

            migrationBuilder.DropTable(name: "AssetAnswers");

            migrationBuilder.DropTable(name: "Audit");

            migrationBuilder.DropTable(name: "Contacts");

            migrationBuilder.DropTable(name: "CurrentStandings");

            migrationBuilder.DropTable(name: "DataProtectionKeys");

            migrationBuilder.DropTable(name: "FeedEntries");

            migrationBuilder.DropTable(name: "FeedImports");

            migrationBuilder.DropTable(name: "GroupMembers");

            migrationBuilder.DropTable(name: "IndexStates");

            migrationBuilder.DropTable(name: "Invitations");

            migrationBuilder.DropTable(name: "KnownAssets");

            migrationBuilder.DropTable(name: "Leases");

            migrationBuilder.DropTable(name: "Letters");

            migrationBuilder.DropTable(name: "MailRefusals");

            migrationBuilder.DropTable(name: "MailStates");

            migrationBuilder.DropTable(name: "Mandates");

            migrationBuilder.DropTable(name: "Moves");

            migrationBuilder.DropTable(name: "Outbox");

            migrationBuilder.DropTable(name: "Perimeter");

            migrationBuilder.DropTable(name: "RateSlices");

            migrationBuilder.DropTable(name: "RegisterImports");

            migrationBuilder.DropTable(name: "Scans");

            migrationBuilder.DropTable(name: "SharedAnswers");

            migrationBuilder.DropTable(name: "Standings");

            migrationBuilder.DropTable(name: "UserEstablishments");

            migrationBuilder.DropTable(name: "Workers");

            migrationBuilder.DropTable(name: "Alerts");

            migrationBuilder.DropTable(name: "Editions");

            migrationBuilder.DropTable(name: "AspNetUsers");

            migrationBuilder.DropTable(name: "Establishments");

            migrationBuilder.DropTable(name: "Groups");
        }
    }
}

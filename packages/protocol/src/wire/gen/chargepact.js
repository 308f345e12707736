// Generated from proto/ by `npm run gen`. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["chargepact_v1"] || ($protobuf.roots["chargepact_v1"] = {});

export const chargepact = $root.chargepact = (() => {

    /**
     * Namespace chargepact.
     * @exports chargepact
     * @namespace
     */
    const chargepact = {};

    chargepact.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof chargepact
         * @namespace
         */
        const v1 = {};

        /**
         * What an agent is. It decides what the agent may grant and ask, never how the session runs.
         * @name chargepact.v1.Role
         * @enum {number}
         * @property {number} ROLE_UNSPECIFIED=0 Never sent.
         * @property {number} ROLE_BATTERY=1 A vehicle's or a pack's battery management system. Holder only.
         * @property {number} ROLE_CHARGER=2 A station with one or more connectors: holder upward, grantor to the battery on each connector.
         * @property {number} ROLE_STORAGE=3 A site of battery packs: holder upward, grantor to its packs.
         * @property {number} ROLE_GRID=4 An operator of a grid part that owns capacity: grantor, and holder where it is nested.
         */
        v1.Role = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ROLE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ROLE_BATTERY"] = 1;
            values[valuesById[2] = "ROLE_CHARGER"] = 2;
            values[valuesById[3] = "ROLE_STORAGE"] = 3;
            values[valuesById[4] = "ROLE_GRID"] = 4;
            return values;
        })();

        /**
         * Why an option, an offer, a commit, a reject or a limit is as it is. Lists of reasons are ordered, most binding first.
         * @name chargepact.v1.Reason
         * @enum {number}
         * @property {number} REASON_UNSPECIFIED=0 The sender gives no reason.
         * @property {number} REASON_THERMAL=1 A temperature is at, or forecast to reach, its upper limit.
         * @property {number} REASON_COLD=2 The battery is too cold for more.
         * @property {number} REASON_WORN=3 The battery is worn and more would wear it disproportionately.
         * @property {number} REASON_ACCEPTANCE=4 The charge acceptance at this state of charge.
         * @property {number} REASON_SOC_WINDOW=5 The owner's window of state of charge.
         * @property {number} REASON_EQUIPMENT=6 The rating of the equipment or its cable.
         * @property {number} REASON_PERSON=7 A person's local stop or limit. It overrides every agreement.
         * @property {number} REASON_PRICE=8 The price makes another time better.
         * @property {number} REASON_CAPACITY=9 The capacity of the site or of the grid above.
         * @property {number} REASON_PHASE=10 The capacity of one phase.
         * @property {number} REASON_MINIMUM_POWER=11 Less than the equipment's minimum was left, so it is 0.
         * @property {number} REASON_DEPARTURE=12 A departure leaves no more time.
         * @property {number} REASON_FALLBACK=13 The agreed fallback is in force.
         * @property {number} REASON_EMERGENCY=14 An emergency is in force.
         * @property {number} REASON_BASE_LOAD=15 Load that nobody controls takes the room.
         */
        v1.Reason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REASON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "REASON_THERMAL"] = 1;
            values[valuesById[2] = "REASON_COLD"] = 2;
            values[valuesById[3] = "REASON_WORN"] = 3;
            values[valuesById[4] = "REASON_ACCEPTANCE"] = 4;
            values[valuesById[5] = "REASON_SOC_WINDOW"] = 5;
            values[valuesById[6] = "REASON_EQUIPMENT"] = 6;
            values[valuesById[7] = "REASON_PERSON"] = 7;
            values[valuesById[8] = "REASON_PRICE"] = 8;
            values[valuesById[9] = "REASON_CAPACITY"] = 9;
            values[valuesById[10] = "REASON_PHASE"] = 10;
            values[valuesById[11] = "REASON_MINIMUM_POWER"] = 11;
            values[valuesById[12] = "REASON_DEPARTURE"] = 12;
            values[valuesById[13] = "REASON_FALLBACK"] = 13;
            values[valuesById[14] = "REASON_EMERGENCY"] = 14;
            values[valuesById[15] = "REASON_BASE_LOAD"] = 15;
            return values;
        })();

        v1.LeaseVersion = (function() {

            /**
             * Properties of a LeaseVersion.
             * @typedef {Object} chargepact.v1.LeaseVersion.$Properties
             * @property {number|null} [epoch] Epoch of the grantor when it committed, 1 to 2^32 - 1. Required.
             * @property {number|null} [counter] Counts the commits of that epoch on this link, 0 to 2^32 - 1.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LeaseVersion.
             * @memberof chargepact.v1
             * @interface ILeaseVersion
             * @augments chargepact.v1.LeaseVersion.$Properties
             * @deprecated Use chargepact.v1.LeaseVersion.$Properties instead.
             */

            /**
             * Shape of a LeaseVersion.
             * @typedef {chargepact.v1.LeaseVersion.$Properties} chargepact.v1.LeaseVersion.$Shape
             */

            /**
             * Constructs a new LeaseVersion.
             * @memberof chargepact.v1
             * @classdesc (grantor epoch, counter): names one lease of one link. Compared epoch first; grows with every commit (CP-LEASE-1).
             * @constructor
             * @param {chargepact.v1.LeaseVersion.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LeaseVersion = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Epoch of the grantor when it committed, 1 to 2^32 - 1. Required.
             * @member {number} epoch
             * @memberof chargepact.v1.LeaseVersion
             * @instance
             */
            LeaseVersion.prototype.epoch = 0;

            /**
             * Counts the commits of that epoch on this link, 0 to 2^32 - 1.
             * @member {number} counter
             * @memberof chargepact.v1.LeaseVersion
             * @instance
             */
            LeaseVersion.prototype.counter = 0;

            /**
             * Creates a new LeaseVersion instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.LeaseVersion
             * @static
             * @param {chargepact.v1.LeaseVersion.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.LeaseVersion} LeaseVersion instance
             * @type {{
             *   (properties: chargepact.v1.LeaseVersion.$Shape): chargepact.v1.LeaseVersion & chargepact.v1.LeaseVersion.$Shape;
             *   (properties?: chargepact.v1.LeaseVersion.$Properties): chargepact.v1.LeaseVersion;
             * }}
             */
            LeaseVersion.create = function(properties) {
                return new LeaseVersion(properties);
            };

            /**
             * Encodes the specified LeaseVersion message. Does not implicitly {@link chargepact.v1.LeaseVersion.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.LeaseVersion
             * @static
             * @param {chargepact.v1.LeaseVersion.$Properties} message LeaseVersion message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LeaseVersion.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && message.counter !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.counter);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LeaseVersion message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.LeaseVersion
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.LeaseVersion & chargepact.v1.LeaseVersion.$Shape} LeaseVersion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LeaseVersion.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.LeaseVersion();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.counter = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LeaseVersion;
        })();

        v1.MessageRef = (function() {

            /**
             * Properties of a MessageRef.
             * @typedef {Object} chargepact.v1.MessageRef.$Properties
             * @property {number|null} [epoch] Epoch of the message's sender, 1 to 2^32 - 1. Required.
             * @property {number|null} [seq] Its sequence number, 1 to 2^32 - 1. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a MessageRef.
             * @memberof chargepact.v1
             * @interface IMessageRef
             * @augments chargepact.v1.MessageRef.$Properties
             * @deprecated Use chargepact.v1.MessageRef.$Properties instead.
             */

            /**
             * Shape of a MessageRef.
             * @typedef {chargepact.v1.MessageRef.$Properties} chargepact.v1.MessageRef.$Shape
             */

            /**
             * Constructs a new MessageRef.
             * @memberof chargepact.v1
             * @classdesc Names a message within one direction of a pair of agents.
             * @constructor
             * @param {chargepact.v1.MessageRef.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const MessageRef = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Epoch of the message's sender, 1 to 2^32 - 1. Required.
             * @member {number} epoch
             * @memberof chargepact.v1.MessageRef
             * @instance
             */
            MessageRef.prototype.epoch = 0;

            /**
             * Its sequence number, 1 to 2^32 - 1. Required.
             * @member {number} seq
             * @memberof chargepact.v1.MessageRef
             * @instance
             */
            MessageRef.prototype.seq = 0;

            /**
             * Creates a new MessageRef instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.MessageRef
             * @static
             * @param {chargepact.v1.MessageRef.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.MessageRef} MessageRef instance
             * @type {{
             *   (properties: chargepact.v1.MessageRef.$Shape): chargepact.v1.MessageRef & chargepact.v1.MessageRef.$Shape;
             *   (properties?: chargepact.v1.MessageRef.$Properties): chargepact.v1.MessageRef;
             * }}
             */
            MessageRef.create = function(properties) {
                return new MessageRef(properties);
            };

            /**
             * Encodes the specified MessageRef message. Does not implicitly {@link chargepact.v1.MessageRef.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.MessageRef
             * @static
             * @param {chargepact.v1.MessageRef.$Properties} message MessageRef message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            MessageRef.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.epoch);
                if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.seq);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a MessageRef message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.MessageRef
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.MessageRef & chargepact.v1.MessageRef.$Shape} MessageRef
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            MessageRef.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.MessageRef();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seq = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return MessageRef;
        })();

        v1.Fallback = (function() {

            /**
             * Properties of a Fallback.
             * @typedef {Object} chargepact.v1.Fallback.$Properties
             * @property {number|null} [importW] Largest import, 0 to 1 000 000 000 W. Required.
             * @property {number|null} [exportW] Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @property {number|null} [rampWPerS] Rate at which the power changes towards it, 1 to 1 000 000 000 W/s. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Fallback.
             * @memberof chargepact.v1
             * @interface IFallback
             * @augments chargepact.v1.Fallback.$Properties
             * @deprecated Use chargepact.v1.Fallback.$Properties instead.
             */

            /**
             * Shape of a Fallback.
             * @typedef {chargepact.v1.Fallback.$Properties} chargepact.v1.Fallback.$Shape
             */

            /**
             * Constructs a new Fallback.
             * @memberof chargepact.v1
             * @classdesc Constant powers that a holder keeps without contact, and how fast it gets there (CP-FALL-1 to CP-FALL-8).
             * @constructor
             * @param {chargepact.v1.Fallback.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Fallback = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Largest import, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} importW
             * @memberof chargepact.v1.Fallback
             * @instance
             */
            Fallback.prototype.importW = null;

            /**
             * Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} exportW
             * @memberof chargepact.v1.Fallback
             * @instance
             */
            Fallback.prototype.exportW = null;

            /**
             * Rate at which the power changes towards it, 1 to 1 000 000 000 W/s. Required.
             * @member {number} rampWPerS
             * @memberof chargepact.v1.Fallback
             * @instance
             */
            Fallback.prototype.rampWPerS = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Fallback.prototype, "_importW", {
                get: $util.oneOfGetter($oneOfFields = ["importW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Fallback.prototype, "_exportW", {
                get: $util.oneOfGetter($oneOfFields = ["exportW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Fallback instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Fallback
             * @static
             * @param {chargepact.v1.Fallback.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Fallback} Fallback instance
             * @type {{
             *   (properties: chargepact.v1.Fallback.$Shape): chargepact.v1.Fallback & chargepact.v1.Fallback.$Shape;
             *   (properties?: chargepact.v1.Fallback.$Properties): chargepact.v1.Fallback;
             * }}
             */
            Fallback.create = function(properties) {
                return new Fallback(properties);
            };

            /**
             * Encodes the specified Fallback message. Does not implicitly {@link chargepact.v1.Fallback.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Fallback
             * @static
             * @param {chargepact.v1.Fallback.$Properties} message Fallback message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Fallback.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.importW != null && $Object.hasOwnProperty.call(message, "importW"))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.importW);
                if (message.exportW != null && $Object.hasOwnProperty.call(message, "exportW"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.exportW);
                if (message.rampWPerS != null && $Object.hasOwnProperty.call(message, "rampWPerS") && message.rampWPerS !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.rampWPerS);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Fallback message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Fallback
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Fallback & chargepact.v1.Fallback.$Shape} Fallback
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Fallback.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Fallback();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.importW = reader.uint32();
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.exportW = reader.uint32();
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rampWPerS = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Fallback;
        })();

        v1.Schedule = (function() {

            /**
             * Properties of a Schedule.
             * @typedef {Object} chargepact.v1.Schedule.$Properties
             * @property {number|null} [startS] Instant of the first step, 0 to 4 102 444 800 s.
             * @property {number|null} [stepS] Length of a step, 1 to 86 400 s. Required.
             * @property {number|null} [stepCount] Number of steps, 1 to 1 000, never more than the receiver's steps_max. Required.
             * @property {number|null} [unitW] 1 to 50 W. Required.
             * @property {Array.<number>|null} [maxDeltas] Upper edge of the band, + import, - export: 1 to `step_count` differences. Required.
             * @property {Array.<number>|null} [minDeltas] Lower edge of the band: up to `step_count` differences, nowhere above the upper edge. None: the plan is fixed and equal to its upper edge.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Schedule.
             * @memberof chargepact.v1
             * @interface ISchedule
             * @augments chargepact.v1.Schedule.$Properties
             * @deprecated Use chargepact.v1.Schedule.$Properties instead.
             */

            /**
             * Shape of a Schedule.
             * @typedef {chargepact.v1.Schedule.$Properties} chargepact.v1.Schedule.$Shape
             */

            /**
             * Constructs a new Schedule.
             * @memberof chargepact.v1
             * @classdesc A power profile over contiguous steps of schedule time. The band of step i holds in
             * [start_s + i step_s, start_s + (i + 1) step_s). After the last step the fallback holds (CP-LEASE-10).
             * 
             * Values travel as differences in units of unit_w: value[i] = unit_w (delta[0] + ... + delta[i]). Differences missing at the end are 0,
             * so a constant edge is one value. A sender takes the largest unit_w up to 50 that divides every value, so integer watts survive
             * exactly (CP-WIRE-12). Every value is -1 000 000 000 to 1 000 000 000 W.
             * @constructor
             * @param {chargepact.v1.Schedule.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Schedule = function (properties) {
                this.maxDeltas = [];
                this.minDeltas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Instant of the first step, 0 to 4 102 444 800 s.
             * @member {number} startS
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.startS = 0;

            /**
             * Length of a step, 1 to 86 400 s. Required.
             * @member {number} stepS
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.stepS = 0;

            /**
             * Number of steps, 1 to 1 000, never more than the receiver's steps_max. Required.
             * @member {number} stepCount
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.stepCount = 0;

            /**
             * 1 to 50 W. Required.
             * @member {number} unitW
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.unitW = 0;

            /**
             * Upper edge of the band, + import, - export: 1 to `step_count` differences. Required.
             * @member {Array.<number>} maxDeltas
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.maxDeltas = $util.emptyArray;

            /**
             * Lower edge of the band: up to `step_count` differences, nowhere above the upper edge. None: the plan is fixed and equal to its upper edge.
             * @member {Array.<number>} minDeltas
             * @memberof chargepact.v1.Schedule
             * @instance
             */
            Schedule.prototype.minDeltas = $util.emptyArray;

            /**
             * Creates a new Schedule instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Schedule
             * @static
             * @param {chargepact.v1.Schedule.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Schedule} Schedule instance
             * @type {{
             *   (properties: chargepact.v1.Schedule.$Shape): chargepact.v1.Schedule & chargepact.v1.Schedule.$Shape;
             *   (properties?: chargepact.v1.Schedule.$Properties): chargepact.v1.Schedule;
             * }}
             */
            Schedule.create = function(properties) {
                return new Schedule(properties);
            };

            /**
             * Encodes the specified Schedule message. Does not implicitly {@link chargepact.v1.Schedule.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Schedule
             * @static
             * @param {chargepact.v1.Schedule.$Properties} message Schedule message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Schedule.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startS != null && $Object.hasOwnProperty.call(message, "startS") && message.startS !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.startS);
                if (message.stepS != null && $Object.hasOwnProperty.call(message, "stepS") && message.stepS !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.stepS);
                if (message.stepCount != null && $Object.hasOwnProperty.call(message, "stepCount") && message.stepCount !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.stepCount);
                if (message.unitW != null && $Object.hasOwnProperty.call(message, "unitW") && message.unitW !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.unitW);
                if (message.maxDeltas != null && message.maxDeltas.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).sint32s(message.maxDeltas);
                if (message.minDeltas != null && message.minDeltas.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).sint32s(message.minDeltas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Schedule message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Schedule
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Schedule & chargepact.v1.Schedule.$Shape} Schedule
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Schedule.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Schedule();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startS = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepS = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepCount = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.unitW = value;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.maxDeltas && message.maxDeltas.length))
                                    message.maxDeltas = [];
                                reader.sint32s(message.maxDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.maxDeltas && message.maxDeltas.length))
                                message.maxDeltas = [];
                            message.maxDeltas.push(reader.sint32());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.minDeltas && message.minDeltas.length))
                                    message.minDeltas = [];
                                reader.sint32s(message.minDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.minDeltas && message.minDeltas.length))
                                message.minDeltas = [];
                            message.minDeltas.push(reader.sint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Schedule;
        })();

        v1.TermsPart = (function() {

            /**
             * Properties of a TermsPart.
             * @typedef {Object} chargepact.v1.TermsPart.$Properties
             * @property {number|null} [connector] 1 to 1 000. Required.
             * @property {chargepact.v1.Schedule.$Properties|null} [schedule] Power at this connector, grid side. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TermsPart.
             * @memberof chargepact.v1
             * @interface ITermsPart
             * @augments chargepact.v1.TermsPart.$Properties
             * @deprecated Use chargepact.v1.TermsPart.$Properties instead.
             */

            /**
             * Shape of a TermsPart.
             * @typedef {chargepact.v1.TermsPart.$Properties} chargepact.v1.TermsPart.$Shape
             */

            /**
             * Constructs a new TermsPart.
             * @memberof chargepact.v1
             * @classdesc One connector's share. A lone battery or a site without connectors has one part with connector 1.
             * @constructor
             * @param {chargepact.v1.TermsPart.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TermsPart = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000. Required.
             * @member {number} connector
             * @memberof chargepact.v1.TermsPart
             * @instance
             */
            TermsPart.prototype.connector = 0;

            /**
             * Power at this connector, grid side. Required.
             * @member {chargepact.v1.Schedule.$Properties|null|undefined} schedule
             * @memberof chargepact.v1.TermsPart
             * @instance
             */
            TermsPart.prototype.schedule = null;

            /**
             * Creates a new TermsPart instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.TermsPart
             * @static
             * @param {chargepact.v1.TermsPart.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.TermsPart} TermsPart instance
             * @type {{
             *   (properties: chargepact.v1.TermsPart.$Shape): chargepact.v1.TermsPart & chargepact.v1.TermsPart.$Shape;
             *   (properties?: chargepact.v1.TermsPart.$Properties): chargepact.v1.TermsPart;
             * }}
             */
            TermsPart.create = function(properties) {
                return new TermsPart(properties);
            };

            /**
             * Encodes the specified TermsPart message. Does not implicitly {@link chargepact.v1.TermsPart.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.TermsPart
             * @static
             * @param {chargepact.v1.TermsPart.$Properties} message TermsPart message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TermsPart.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.schedule != null && $Object.hasOwnProperty.call(message, "schedule"))
                    $root.chargepact.v1.Schedule.encode(message.schedule, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TermsPart message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.TermsPart
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.TermsPart & chargepact.v1.TermsPart.$Shape} TermsPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TermsPart.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.TermsPart();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.schedule = $root.chargepact.v1.Schedule.decode(reader, reader.size(), $undefined, _depth + 1, message.schedule);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TermsPart;
        })();

        v1.Terms = (function() {

            /**
             * Properties of a Terms.
             * @typedef {Object} chargepact.v1.Terms.$Properties
             * @property {Array.<chargepact.v1.TermsPart.$Properties>|null} [parts] 1 to 16 parts, each connector once (CP-WIRE-8).
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Terms.
             * @memberof chargepact.v1
             * @interface ITerms
             * @augments chargepact.v1.Terms.$Properties
             * @deprecated Use chargepact.v1.Terms.$Properties instead.
             */

            /**
             * Shape of a Terms.
             * @typedef {chargepact.v1.Terms.$Properties} chargepact.v1.Terms.$Shape
             */

            /**
             * Constructs a new Terms.
             * @memberof chargepact.v1
             * @classdesc What is proposed, offered as an option, or committed. It travels as `bytes` that hold an encoded Terms of at most 16 384 bytes;
             * its name is the first 16 bytes of SHA-256 over those bytes as received, so nothing is encoded again to check it (CP-WIRE-13).
             * @constructor
             * @param {chargepact.v1.Terms.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Terms = function (properties) {
                this.parts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 16 parts, each connector once (CP-WIRE-8).
             * @member {Array.<chargepact.v1.TermsPart.$Properties>} parts
             * @memberof chargepact.v1.Terms
             * @instance
             */
            Terms.prototype.parts = $util.emptyArray;

            /**
             * Creates a new Terms instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Terms
             * @static
             * @param {chargepact.v1.Terms.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Terms} Terms instance
             * @type {{
             *   (properties: chargepact.v1.Terms.$Shape): chargepact.v1.Terms & chargepact.v1.Terms.$Shape;
             *   (properties?: chargepact.v1.Terms.$Properties): chargepact.v1.Terms;
             * }}
             */
            Terms.create = function(properties) {
                return new Terms(properties);
            };

            /**
             * Encodes the specified Terms message. Does not implicitly {@link chargepact.v1.Terms.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Terms
             * @static
             * @param {chargepact.v1.Terms.$Properties} message Terms message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Terms.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.parts != null && message.parts.length)
                    for (let i = 0; i < message.parts.length; ++i)
                        $root.chargepact.v1.TermsPart.encode(message.parts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Terms message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Terms
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Terms & chargepact.v1.Terms.$Shape} Terms
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Terms.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Terms();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.parts && message.parts.length))
                                message.parts = [];
                            message.parts.push($root.chargepact.v1.TermsPart.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Terms;
        })();

        v1.PriceVector = (function() {

            /**
             * Properties of a PriceVector.
             * @typedef {Object} chargepact.v1.PriceVector.$Properties
             * @property {number|null} [startS] Instant of the first step, 0 to 4 102 444 800 s.
             * @property {number|null} [stepS] Length of a step, 1 to 86 400 s. Required.
             * @property {Array.<number>|null} [microPerKwhDeltas] Differences of the prices: price[i] = delta[0] + ... + delta[i]; 1 to 1 000 prices of -1 000 000 000 to 1 000 000 000. Required.
             * @property {Array.<number>|null} [exportMicroPerKwhDeltas] What an exported kWh earns, in the same way; as many as above. Absent: the import price.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PriceVector.
             * @memberof chargepact.v1
             * @interface IPriceVector
             * @augments chargepact.v1.PriceVector.$Properties
             * @deprecated Use chargepact.v1.PriceVector.$Properties instead.
             */

            /**
             * Shape of a PriceVector.
             * @typedef {chargepact.v1.PriceVector.$Properties} chargepact.v1.PriceVector.$Shape
             */

            /**
             * Constructs a new PriceVector.
             * @memberof chargepact.v1
             * @classdesc One price per step, contiguous from start_s.
             * @constructor
             * @param {chargepact.v1.PriceVector.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PriceVector = function (properties) {
                this.microPerKwhDeltas = [];
                this.exportMicroPerKwhDeltas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Instant of the first step, 0 to 4 102 444 800 s.
             * @member {number} startS
             * @memberof chargepact.v1.PriceVector
             * @instance
             */
            PriceVector.prototype.startS = 0;

            /**
             * Length of a step, 1 to 86 400 s. Required.
             * @member {number} stepS
             * @memberof chargepact.v1.PriceVector
             * @instance
             */
            PriceVector.prototype.stepS = 0;

            /**
             * Differences of the prices: price[i] = delta[0] + ... + delta[i]; 1 to 1 000 prices of -1 000 000 000 to 1 000 000 000. Required.
             * @member {Array.<number>} microPerKwhDeltas
             * @memberof chargepact.v1.PriceVector
             * @instance
             */
            PriceVector.prototype.microPerKwhDeltas = $util.emptyArray;

            /**
             * What an exported kWh earns, in the same way; as many as above. Absent: the import price.
             * @member {Array.<number>} exportMicroPerKwhDeltas
             * @memberof chargepact.v1.PriceVector
             * @instance
             */
            PriceVector.prototype.exportMicroPerKwhDeltas = $util.emptyArray;

            /**
             * Creates a new PriceVector instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.PriceVector
             * @static
             * @param {chargepact.v1.PriceVector.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.PriceVector} PriceVector instance
             * @type {{
             *   (properties: chargepact.v1.PriceVector.$Shape): chargepact.v1.PriceVector & chargepact.v1.PriceVector.$Shape;
             *   (properties?: chargepact.v1.PriceVector.$Properties): chargepact.v1.PriceVector;
             * }}
             */
            PriceVector.create = function(properties) {
                return new PriceVector(properties);
            };

            /**
             * Encodes the specified PriceVector message. Does not implicitly {@link chargepact.v1.PriceVector.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.PriceVector
             * @static
             * @param {chargepact.v1.PriceVector.$Properties} message PriceVector message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PriceVector.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startS != null && $Object.hasOwnProperty.call(message, "startS") && message.startS !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.startS);
                if (message.stepS != null && $Object.hasOwnProperty.call(message, "stepS") && message.stepS !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.stepS);
                if (message.microPerKwhDeltas != null && message.microPerKwhDeltas.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).sint32s(message.microPerKwhDeltas);
                if (message.exportMicroPerKwhDeltas != null && message.exportMicroPerKwhDeltas.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).sint32s(message.exportMicroPerKwhDeltas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PriceVector message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.PriceVector
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.PriceVector & chargepact.v1.PriceVector.$Shape} PriceVector
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PriceVector.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.PriceVector();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startS = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepS = value;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.microPerKwhDeltas && message.microPerKwhDeltas.length))
                                    message.microPerKwhDeltas = [];
                                reader.sint32s(message.microPerKwhDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.microPerKwhDeltas && message.microPerKwhDeltas.length))
                                message.microPerKwhDeltas = [];
                            message.microPerKwhDeltas.push(reader.sint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.exportMicroPerKwhDeltas && message.exportMicroPerKwhDeltas.length))
                                    message.exportMicroPerKwhDeltas = [];
                                reader.sint32s(message.exportMicroPerKwhDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.exportMicroPerKwhDeltas && message.exportMicroPerKwhDeltas.length))
                                message.exportMicroPerKwhDeltas = [];
                            message.exportMicroPerKwhDeltas.push(reader.sint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PriceVector;
        })();

        v1.Bundle = (function() {

            /**
             * Properties of a Bundle.
             * @typedef {Object} chargepact.v1.Bundle.$Properties
             * @property {Array.<chargepact.v1.Sealed.$Properties>|null} [sealed] 1 to 64.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Bundle.
             * @memberof chargepact.v1
             * @interface IBundle
             * @augments chargepact.v1.Bundle.$Properties
             * @deprecated Use chargepact.v1.Bundle.$Properties instead.
             */

            /**
             * Shape of a Bundle.
             * @typedef {{
             *   sealed?: Array.<chargepact.v1.Sealed.$Shape>|null;
             *   $unknowns?: Array.<Uint8Array>;
             * }} chargepact.v1.Bundle.$Shape
             */

            /**
             * Constructs a new Bundle.
             * @memberof chargepact.v1
             * @classdesc The payload of every topic: what is due for one receiver in one tick. At most 65 536 bytes, checked before decoding (CP-WIRE-2).
             * A lone message is a bundle of one. The order within a bundle means nothing.
             * @constructor
             * @param {chargepact.v1.Bundle.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Bundle = function (properties) {
                this.sealed = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 64.
             * @member {Array.<chargepact.v1.Sealed.$Properties>} sealed
             * @memberof chargepact.v1.Bundle
             * @instance
             */
            Bundle.prototype.sealed = $util.emptyArray;

            /**
             * Creates a new Bundle instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Bundle
             * @static
             * @param {chargepact.v1.Bundle.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Bundle} Bundle instance
             * @type {{
             *   (properties: chargepact.v1.Bundle.$Shape): chargepact.v1.Bundle & chargepact.v1.Bundle.$Shape;
             *   (properties?: chargepact.v1.Bundle.$Properties): chargepact.v1.Bundle;
             * }}
             */
            Bundle.create = function(properties) {
                return new Bundle(properties);
            };

            /**
             * Encodes the specified Bundle message. Does not implicitly {@link chargepact.v1.Bundle.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Bundle
             * @static
             * @param {chargepact.v1.Bundle.$Properties} message Bundle message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Bundle.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sealed != null && message.sealed.length)
                    for (let i = 0; i < message.sealed.length; ++i)
                        $root.chargepact.v1.Sealed.encode(message.sealed[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Bundle message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Bundle
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Bundle & chargepact.v1.Bundle.$Shape} Bundle
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Bundle.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Bundle();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.sealed && message.sealed.length))
                                message.sealed = [];
                            message.sealed.push($root.chargepact.v1.Sealed.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Bundle;
        })();

        v1.Sealed = (function() {

            /**
             * Properties of a Sealed.
             * @typedef {Object} chargepact.v1.Sealed.$Properties
             * @property {Uint8Array|null} [envelope] An encoded Envelope, 1 to 16 384 bytes (CP-WIRE-1). Required.
             * @property {string|null} [keyId] Names the sender's key in the registry: a token of up to 64 characters. Empty with a MAC.
             * @property {Uint8Array|null} [signature] Ed25519, 64 bytes: on Hello, broadcasts, TradeOffer, TradeAccept, and Accept, Commit, Revoke, Release, Emergency and their answers (CP-SEAL-2).
             * @property {Uint8Array|null} [mac] First 16 bytes of HMAC-SHA-256 under the session's key: on every other unicast (CP-SEAL-2).
             * @property {"signature"|"mac"} [proof] None: taken only under an explicit insecure flag on loopback (CP-SEAL-6).
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Sealed.
             * @memberof chargepact.v1
             * @interface ISealed
             * @augments chargepact.v1.Sealed.$Properties
             * @deprecated Use chargepact.v1.Sealed.$Properties instead.
             */

            /**
             * Narrowed shape of a Sealed.
             * @typedef {{
             *   envelope?: Uint8Array|null;
             *   keyId?: string|null;
             *   signature?: Uint8Array|null;
             *   mac?: Uint8Array|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ proof?: undefined; signature?: null; mac?: null }|{ proof?: "signature"; signature: Uint8Array; mac?: null }|{ proof?: "mac"; signature?: null; mac: Uint8Array })
             * )} chargepact.v1.Sealed.$Shape
             */

            /**
             * Constructs a new Sealed.
             * @memberof chargepact.v1
             * @classdesc An envelope's bytes with the proof of who wrote them. The proof covers
             * context || topic || envelope as received || session id
             * each after its length as 4 bytes big-endian; the context is "chargepact/1", the session id 16 hex digits or nothing. It is
             * checked before the envelope is decoded (CP-SEAL-1, CP-SEAL-5). docs/wire.md has the details.
             * @constructor
             * @param {chargepact.v1.Sealed.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Sealed = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * An encoded Envelope, 1 to 16 384 bytes (CP-WIRE-1). Required.
             * @member {Uint8Array} envelope
             * @memberof chargepact.v1.Sealed
             * @instance
             */
            Sealed.prototype.envelope = $util.newBuffer([]);

            /**
             * Names the sender's key in the registry: a token of up to 64 characters. Empty with a MAC.
             * @member {string} keyId
             * @memberof chargepact.v1.Sealed
             * @instance
             */
            Sealed.prototype.keyId = "";

            /**
             * Ed25519, 64 bytes: on Hello, broadcasts, TradeOffer, TradeAccept, and Accept, Commit, Revoke, Release, Emergency and their answers (CP-SEAL-2).
             * @member {Uint8Array|null|undefined} signature
             * @memberof chargepact.v1.Sealed
             * @instance
             */
            Sealed.prototype.signature = null;

            /**
             * First 16 bytes of HMAC-SHA-256 under the session's key: on every other unicast (CP-SEAL-2).
             * @member {Uint8Array|null|undefined} mac
             * @memberof chargepact.v1.Sealed
             * @instance
             */
            Sealed.prototype.mac = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * None: taken only under an explicit insecure flag on loopback (CP-SEAL-6).
             * @member {"signature"|"mac"|undefined} proof
             * @memberof chargepact.v1.Sealed
             * @instance
             */
            $Object.defineProperty(Sealed.prototype, "proof", {
                get: $util.oneOfGetter($oneOfFields = ["signature", "mac"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Sealed instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Sealed
             * @static
             * @param {chargepact.v1.Sealed.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Sealed} Sealed instance
             * @type {{
             *   (properties: chargepact.v1.Sealed.$Shape): chargepact.v1.Sealed & chargepact.v1.Sealed.$Shape;
             *   (properties?: chargepact.v1.Sealed.$Properties): chargepact.v1.Sealed;
             * }}
             */
            Sealed.create = function(properties) {
                return new Sealed(properties);
            };

            /**
             * Encodes the specified Sealed message. Does not implicitly {@link chargepact.v1.Sealed.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Sealed
             * @static
             * @param {chargepact.v1.Sealed.$Properties} message Sealed message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Sealed.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.envelope != null && $Object.hasOwnProperty.call(message, "envelope") && message.envelope.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.envelope);
                if (message.keyId != null && $Object.hasOwnProperty.call(message, "keyId") && message.keyId !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.keyId);
                if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signature);
                if (message.mac != null && $Object.hasOwnProperty.call(message, "mac"))
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.mac);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Sealed message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Sealed
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Sealed & chargepact.v1.Sealed.$Shape} Sealed
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Sealed.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Sealed();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.envelope = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.keyId = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.signature = reader.bytes();
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.mac = reader.bytes();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Sealed;
        })();

        v1.Conversation = (function() {

            /**
             * Properties of a Conversation.
             * @typedef {Object} chargepact.v1.Conversation.$Properties
             * @property {boolean|null} [byRecipient] True when the recipient of this message began it.
             * @property {number|null} [epoch] Epoch of the agent that began it, 1 to 2^32 - 1. Required.
             * @property {number|null} [counter] Counts that agent's conversations with this peer, 0 to 2^32 - 1.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Conversation.
             * @memberof chargepact.v1
             * @interface IConversation
             * @augments chargepact.v1.Conversation.$Properties
             * @deprecated Use chargepact.v1.Conversation.$Properties instead.
             */

            /**
             * Shape of a Conversation.
             * @typedef {chargepact.v1.Conversation.$Properties} chargepact.v1.Conversation.$Shape
             */

            /**
             * Constructs a new Conversation.
             * @memberof chargepact.v1
             * @classdesc A negotiation: everything that follows from one need, offer or change.
             * @constructor
             * @param {chargepact.v1.Conversation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Conversation = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * True when the recipient of this message began it.
             * @member {boolean} byRecipient
             * @memberof chargepact.v1.Conversation
             * @instance
             */
            Conversation.prototype.byRecipient = false;

            /**
             * Epoch of the agent that began it, 1 to 2^32 - 1. Required.
             * @member {number} epoch
             * @memberof chargepact.v1.Conversation
             * @instance
             */
            Conversation.prototype.epoch = 0;

            /**
             * Counts that agent's conversations with this peer, 0 to 2^32 - 1.
             * @member {number} counter
             * @memberof chargepact.v1.Conversation
             * @instance
             */
            Conversation.prototype.counter = 0;

            /**
             * Creates a new Conversation instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Conversation
             * @static
             * @param {chargepact.v1.Conversation.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Conversation} Conversation instance
             * @type {{
             *   (properties: chargepact.v1.Conversation.$Shape): chargepact.v1.Conversation & chargepact.v1.Conversation.$Shape;
             *   (properties?: chargepact.v1.Conversation.$Properties): chargepact.v1.Conversation;
             * }}
             */
            Conversation.create = function(properties) {
                return new Conversation(properties);
            };

            /**
             * Encodes the specified Conversation message. Does not implicitly {@link chargepact.v1.Conversation.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Conversation
             * @static
             * @param {chargepact.v1.Conversation.$Properties} message Conversation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Conversation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.byRecipient != null && $Object.hasOwnProperty.call(message, "byRecipient") && message.byRecipient !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.byRecipient);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.epoch);
                if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && message.counter !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.counter);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Conversation message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Conversation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Conversation & chargepact.v1.Conversation.$Shape} Conversation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Conversation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Conversation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.byRecipient = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.counter = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Conversation;
        })();

        v1.Envelope = (function() {

            /**
             * Properties of an Envelope.
             * @typedef {Object} chargepact.v1.Envelope.$Properties
             * @property {number|null} [major] Version of this protocol: a major that both know and the sender's minor of it, 1 to 65 535 and 0 to 65 535 (CP-SESSION-2).
             * @property {number|null} [minor] Envelope minor
             * @property {string|null} [sender] Agent id of the writer. Required.
             * @property {string|null} [recipient] Agent id of the reader. Empty in Presence, Roster, PlanNotice and in an Offer to a group; required in every other (CP-WIRE-14).
             * @property {number|null} [epoch] Grows at every start of the sender and is durable before it connects (CP-STORE-3), 1 to 2^32 - 1. Required.
             * @property {number|null} [seq] Counts from 1 per (sender, recipient, epoch), over all sessions, requests and answers alike; a broadcast per (sender, topic,
             * epoch). 1 to 2^32 - 1. Required.
             * @property {chargepact.v1.Conversation.$Properties|null} [conversation] Absent where the message belongs to no negotiation. An answer has it of what it answers, with by_recipient the other way round.
             * @property {chargepact.v1.MessageRef.$Properties|null} [inReplyTo] The message of the recipient that this one answers. Absent in what is not an answer.
             * @property {Uint8Array|null} [sessionId] First 8 bytes of SHA-256 over the envelopes of both Hellos, the holder's first; empty in Hello and its Reject, presence, roster
             * and market messages (CP-SEAL-3).
             * @property {number|null} [ttlMs] The message is void this long after it was first sent, 1 to 86 400 000 ms. Required.
             * @property {chargepact.v1.Offer.$Properties|null} [offer] Numbers below 16 go to the bodies sent most often.
             * @property {chargepact.v1.CounterOffer.$Properties|null} [counterOffer] Envelope counterOffer
             * @property {chargepact.v1.Renew.$Properties|null} [renew] Envelope renew
             * @property {chargepact.v1.RenewAck.$Properties|null} [renewAck] Envelope renewAck
             * @property {chargepact.v1.Commit.$Properties|null} [commit] Envelope commit
             * @property {chargepact.v1.CommitAck.$Properties|null} [commitAck] Envelope commitAck
             * @property {chargepact.v1.Hello.$Properties|null} [hello] Envelope hello
             * @property {chargepact.v1.Need.$Properties|null} [need] Envelope need
             * @property {chargepact.v1.Accept.$Properties|null} [accept] Envelope accept
             * @property {chargepact.v1.Release.$Properties|null} [release] Envelope release
             * @property {chargepact.v1.ReleaseAck.$Properties|null} [releaseAck] Envelope releaseAck
             * @property {chargepact.v1.Revoke.$Properties|null} [revoke] Envelope revoke
             * @property {chargepact.v1.RevokeAck.$Properties|null} [revokeAck] Envelope revokeAck
             * @property {chargepact.v1.Reject.$Properties|null} [reject] Envelope reject
             * @property {chargepact.v1.Emergency.$Properties|null} [emergency] Envelope emergency
             * @property {chargepact.v1.EmergencyAck.$Properties|null} [emergencyAck] Envelope emergencyAck
             * @property {chargepact.v1.Status.$Properties|null} [status] Envelope status
             * @property {chargepact.v1.StatusAck.$Properties|null} [statusAck] Envelope statusAck
             * @property {chargepact.v1.Resync.$Properties|null} [resync] Envelope resync
             * @property {chargepact.v1.Snapshot.$Properties|null} [snapshot] Envelope snapshot
             * @property {chargepact.v1.PlanNotice.$Properties|null} [planNotice] Envelope planNotice
             * @property {chargepact.v1.Presence.$Properties|null} [presence] Envelope presence
             * @property {chargepact.v1.Roster.$Properties|null} [roster] Envelope roster
             * @property {chargepact.v1.Forecast.$Properties|null} [forecast] Envelope forecast
             * @property {chargepact.v1.PriceNotice.$Properties|null} [priceNotice] Envelope priceNotice
             * @property {chargepact.v1.TradeOffer.$Properties|null} [tradeOffer] Envelope tradeOffer
             * @property {chargepact.v1.TradeAccept.$Properties|null} [tradeAccept] Envelope tradeAccept
             * @property {"offer"|"counterOffer"|"renew"|"renewAck"|"commit"|"commitAck"|"hello"|"need"|"accept"|"release"|"releaseAck"|"revoke"|"revokeAck"|"reject"|"emergency"|"emergencyAck"|"status"|"statusAck"|"resync"|"snapshot"|"planNotice"|"presence"|"roster"|"forecast"|"priceNotice"|"tradeOffer"|"tradeAccept"} [body] Exactly one (CP-WIRE-3). A receiver that knows none of the fields present refuses the envelope.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Envelope.
             * @memberof chargepact.v1
             * @interface IEnvelope
             * @augments chargepact.v1.Envelope.$Properties
             * @deprecated Use chargepact.v1.Envelope.$Properties instead.
             */

            /**
             * Narrowed shape of an Envelope.
             * @typedef {{
             *   major?: number|null;
             *   minor?: number|null;
             *   sender?: string|null;
             *   recipient?: string|null;
             *   epoch?: number|null;
             *   seq?: number|null;
             *   conversation?: chargepact.v1.Conversation.$Shape|null;
             *   inReplyTo?: chargepact.v1.MessageRef.$Shape|null;
             *   sessionId?: Uint8Array|null;
             *   ttlMs?: number|null;
             *   offer?: chargepact.v1.Offer.$Shape|null;
             *   counterOffer?: chargepact.v1.CounterOffer.$Shape|null;
             *   renew?: chargepact.v1.Renew.$Shape|null;
             *   renewAck?: chargepact.v1.RenewAck.$Shape|null;
             *   commit?: chargepact.v1.Commit.$Shape|null;
             *   commitAck?: chargepact.v1.CommitAck.$Shape|null;
             *   hello?: chargepact.v1.Hello.$Shape|null;
             *   need?: chargepact.v1.Need.$Shape|null;
             *   accept?: chargepact.v1.Accept.$Shape|null;
             *   release?: chargepact.v1.Release.$Shape|null;
             *   releaseAck?: chargepact.v1.ReleaseAck.$Shape|null;
             *   revoke?: chargepact.v1.Revoke.$Shape|null;
             *   revokeAck?: chargepact.v1.RevokeAck.$Shape|null;
             *   reject?: chargepact.v1.Reject.$Shape|null;
             *   emergency?: chargepact.v1.Emergency.$Shape|null;
             *   emergencyAck?: chargepact.v1.EmergencyAck.$Shape|null;
             *   status?: chargepact.v1.Status.$Shape|null;
             *   statusAck?: chargepact.v1.StatusAck.$Shape|null;
             *   resync?: chargepact.v1.Resync.$Shape|null;
             *   snapshot?: chargepact.v1.Snapshot.$Shape|null;
             *   planNotice?: chargepact.v1.PlanNotice.$Shape|null;
             *   presence?: chargepact.v1.Presence.$Shape|null;
             *   roster?: chargepact.v1.Roster.$Shape|null;
             *   forecast?: chargepact.v1.Forecast.$Shape|null;
             *   priceNotice?: chargepact.v1.PriceNotice.$Shape|null;
             *   tradeOffer?: chargepact.v1.TradeOffer.$Shape|null;
             *   tradeAccept?: chargepact.v1.TradeAccept.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ body?: undefined; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "offer"; offer: chargepact.v1.Offer.$Shape; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "counterOffer"; offer?: null; counterOffer: chargepact.v1.CounterOffer.$Shape; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "renew"; offer?: null; counterOffer?: null; renew: chargepact.v1.Renew.$Shape; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "renewAck"; offer?: null; counterOffer?: null; renew?: null; renewAck: chargepact.v1.RenewAck.$Shape; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "commit"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit: chargepact.v1.Commit.$Shape; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "commitAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck: chargepact.v1.CommitAck.$Shape; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "hello"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello: chargepact.v1.Hello.$Shape; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "need"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need: chargepact.v1.Need.$Shape; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "accept"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept: chargepact.v1.Accept.$Shape; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "release"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release: chargepact.v1.Release.$Shape; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "releaseAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck: chargepact.v1.ReleaseAck.$Shape; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "revoke"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke: chargepact.v1.Revoke.$Shape; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "revokeAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck: chargepact.v1.RevokeAck.$Shape; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "reject"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject: chargepact.v1.Reject.$Shape; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "emergency"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency: chargepact.v1.Emergency.$Shape; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "emergencyAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck: chargepact.v1.EmergencyAck.$Shape; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "status"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status: chargepact.v1.Status.$Shape; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "statusAck"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck: chargepact.v1.StatusAck.$Shape; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "resync"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync: chargepact.v1.Resync.$Shape; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "snapshot"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot: chargepact.v1.Snapshot.$Shape; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "planNotice"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice: chargepact.v1.PlanNotice.$Shape; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "presence"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence: chargepact.v1.Presence.$Shape; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "roster"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster: chargepact.v1.Roster.$Shape; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "forecast"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast: chargepact.v1.Forecast.$Shape; priceNotice?: null; tradeOffer?: null; tradeAccept?: null }|{ body?: "priceNotice"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice: chargepact.v1.PriceNotice.$Shape; tradeOffer?: null; tradeAccept?: null }|{ body?: "tradeOffer"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer: chargepact.v1.TradeOffer.$Shape; tradeAccept?: null }|{ body?: "tradeAccept"; offer?: null; counterOffer?: null; renew?: null; renewAck?: null; commit?: null; commitAck?: null; hello?: null; need?: null; accept?: null; release?: null; releaseAck?: null; revoke?: null; revokeAck?: null; reject?: null; emergency?: null; emergencyAck?: null; status?: null; statusAck?: null; resync?: null; snapshot?: null; planNotice?: null; presence?: null; roster?: null; forecast?: null; priceNotice?: null; tradeOffer?: null; tradeAccept: chargepact.v1.TradeAccept.$Shape })
             * )} chargepact.v1.Envelope.$Shape
             */

            /**
             * Constructs a new Envelope.
             * @memberof chargepact.v1
             * @classdesc One message. Its identity is (sender, recipient, epoch, seq): the same identity with the same content gets the stored answer again,
             * with other content it is a security event (CP-WINDOW-1, CP-WINDOW-2).
             * @constructor
             * @param {chargepact.v1.Envelope.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Envelope = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Version of this protocol: a major that both know and the sender's minor of it, 1 to 65 535 and 0 to 65 535 (CP-SESSION-2).
             * @member {number} major
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.major = 0;

            /**
             * Envelope minor.
             * @member {number} minor
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.minor = 0;

            /**
             * Agent id of the writer. Required.
             * @member {string} sender
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.sender = "";

            /**
             * Agent id of the reader. Empty in Presence, Roster, PlanNotice and in an Offer to a group; required in every other (CP-WIRE-14).
             * @member {string} recipient
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.recipient = "";

            /**
             * Grows at every start of the sender and is durable before it connects (CP-STORE-3), 1 to 2^32 - 1. Required.
             * @member {number} epoch
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.epoch = 0;

            /**
             * Counts from 1 per (sender, recipient, epoch), over all sessions, requests and answers alike; a broadcast per (sender, topic,
             * epoch). 1 to 2^32 - 1. Required.
             * @member {number} seq
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.seq = 0;

            /**
             * Absent where the message belongs to no negotiation. An answer has it of what it answers, with by_recipient the other way round.
             * @member {chargepact.v1.Conversation.$Properties|null|undefined} conversation
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.conversation = null;

            /**
             * The message of the recipient that this one answers. Absent in what is not an answer.
             * @member {chargepact.v1.MessageRef.$Properties|null|undefined} inReplyTo
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.inReplyTo = null;

            /**
             * First 8 bytes of SHA-256 over the envelopes of both Hellos, the holder's first; empty in Hello and its Reject, presence, roster
             * and market messages (CP-SEAL-3).
             * @member {Uint8Array} sessionId
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.sessionId = $util.newBuffer([]);

            /**
             * The message is void this long after it was first sent, 1 to 86 400 000 ms. Required.
             * @member {number} ttlMs
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.ttlMs = 0;

            /**
             * Numbers below 16 go to the bodies sent most often.
             * @member {chargepact.v1.Offer.$Properties|null|undefined} offer
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.offer = null;

            /**
             * Envelope counterOffer.
             * @member {chargepact.v1.CounterOffer.$Properties|null|undefined} counterOffer
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.counterOffer = null;

            /**
             * Envelope renew.
             * @member {chargepact.v1.Renew.$Properties|null|undefined} renew
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.renew = null;

            /**
             * Envelope renewAck.
             * @member {chargepact.v1.RenewAck.$Properties|null|undefined} renewAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.renewAck = null;

            /**
             * Envelope commit.
             * @member {chargepact.v1.Commit.$Properties|null|undefined} commit
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.commit = null;

            /**
             * Envelope commitAck.
             * @member {chargepact.v1.CommitAck.$Properties|null|undefined} commitAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.commitAck = null;

            /**
             * Envelope hello.
             * @member {chargepact.v1.Hello.$Properties|null|undefined} hello
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.hello = null;

            /**
             * Envelope need.
             * @member {chargepact.v1.Need.$Properties|null|undefined} need
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.need = null;

            /**
             * Envelope accept.
             * @member {chargepact.v1.Accept.$Properties|null|undefined} accept
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.accept = null;

            /**
             * Envelope release.
             * @member {chargepact.v1.Release.$Properties|null|undefined} release
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.release = null;

            /**
             * Envelope releaseAck.
             * @member {chargepact.v1.ReleaseAck.$Properties|null|undefined} releaseAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.releaseAck = null;

            /**
             * Envelope revoke.
             * @member {chargepact.v1.Revoke.$Properties|null|undefined} revoke
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.revoke = null;

            /**
             * Envelope revokeAck.
             * @member {chargepact.v1.RevokeAck.$Properties|null|undefined} revokeAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.revokeAck = null;

            /**
             * Envelope reject.
             * @member {chargepact.v1.Reject.$Properties|null|undefined} reject
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.reject = null;

            /**
             * Envelope emergency.
             * @member {chargepact.v1.Emergency.$Properties|null|undefined} emergency
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.emergency = null;

            /**
             * Envelope emergencyAck.
             * @member {chargepact.v1.EmergencyAck.$Properties|null|undefined} emergencyAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.emergencyAck = null;

            /**
             * Envelope status.
             * @member {chargepact.v1.Status.$Properties|null|undefined} status
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.status = null;

            /**
             * Envelope statusAck.
             * @member {chargepact.v1.StatusAck.$Properties|null|undefined} statusAck
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.statusAck = null;

            /**
             * Envelope resync.
             * @member {chargepact.v1.Resync.$Properties|null|undefined} resync
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.resync = null;

            /**
             * Envelope snapshot.
             * @member {chargepact.v1.Snapshot.$Properties|null|undefined} snapshot
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.snapshot = null;

            /**
             * Envelope planNotice.
             * @member {chargepact.v1.PlanNotice.$Properties|null|undefined} planNotice
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.planNotice = null;

            /**
             * Envelope presence.
             * @member {chargepact.v1.Presence.$Properties|null|undefined} presence
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.presence = null;

            /**
             * Envelope roster.
             * @member {chargepact.v1.Roster.$Properties|null|undefined} roster
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.roster = null;

            /**
             * Envelope forecast.
             * @member {chargepact.v1.Forecast.$Properties|null|undefined} forecast
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.forecast = null;

            /**
             * Envelope priceNotice.
             * @member {chargepact.v1.PriceNotice.$Properties|null|undefined} priceNotice
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.priceNotice = null;

            /**
             * Envelope tradeOffer.
             * @member {chargepact.v1.TradeOffer.$Properties|null|undefined} tradeOffer
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.tradeOffer = null;

            /**
             * Envelope tradeAccept.
             * @member {chargepact.v1.TradeAccept.$Properties|null|undefined} tradeAccept
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            Envelope.prototype.tradeAccept = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * Exactly one (CP-WIRE-3). A receiver that knows none of the fields present refuses the envelope.
             * @member {"offer"|"counterOffer"|"renew"|"renewAck"|"commit"|"commitAck"|"hello"|"need"|"accept"|"release"|"releaseAck"|"revoke"|"revokeAck"|"reject"|"emergency"|"emergencyAck"|"status"|"statusAck"|"resync"|"snapshot"|"planNotice"|"presence"|"roster"|"forecast"|"priceNotice"|"tradeOffer"|"tradeAccept"|undefined} body
             * @memberof chargepact.v1.Envelope
             * @instance
             */
            $Object.defineProperty(Envelope.prototype, "body", {
                get: $util.oneOfGetter($oneOfFields = ["offer", "counterOffer", "renew", "renewAck", "commit", "commitAck", "hello", "need", "accept", "release", "releaseAck", "revoke", "revokeAck", "reject", "emergency", "emergencyAck", "status", "statusAck", "resync", "snapshot", "planNotice", "presence", "roster", "forecast", "priceNotice", "tradeOffer", "tradeAccept"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Envelope instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Envelope
             * @static
             * @param {chargepact.v1.Envelope.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Envelope} Envelope instance
             * @type {{
             *   (properties: chargepact.v1.Envelope.$Shape): chargepact.v1.Envelope & chargepact.v1.Envelope.$Shape;
             *   (properties?: chargepact.v1.Envelope.$Properties): chargepact.v1.Envelope;
             * }}
             */
            Envelope.create = function(properties) {
                return new Envelope(properties);
            };

            /**
             * Encodes the specified Envelope message. Does not implicitly {@link chargepact.v1.Envelope.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Envelope
             * @static
             * @param {chargepact.v1.Envelope.$Properties} message Envelope message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Envelope.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.major != null && $Object.hasOwnProperty.call(message, "major") && message.major !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.major);
                if (message.minor != null && $Object.hasOwnProperty.call(message, "minor") && message.minor !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.minor);
                if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.sender);
                if (message.recipient != null && $Object.hasOwnProperty.call(message, "recipient") && message.recipient !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.recipient);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.epoch);
                if (message.seq != null && $Object.hasOwnProperty.call(message, "seq") && message.seq !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.seq);
                if (message.conversation != null && $Object.hasOwnProperty.call(message, "conversation"))
                    $root.chargepact.v1.Conversation.encode(message.conversation, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.inReplyTo != null && $Object.hasOwnProperty.call(message, "inReplyTo"))
                    $root.chargepact.v1.MessageRef.encode(message.inReplyTo, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.sessionId != null && $Object.hasOwnProperty.call(message, "sessionId") && message.sessionId.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.sessionId);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && message.ttlMs !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.ttlMs);
                if (message.offer != null && $Object.hasOwnProperty.call(message, "offer"))
                    $root.chargepact.v1.Offer.encode(message.offer, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.counterOffer != null && $Object.hasOwnProperty.call(message, "counterOffer"))
                    $root.chargepact.v1.CounterOffer.encode(message.counterOffer, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.renew != null && $Object.hasOwnProperty.call(message, "renew"))
                    $root.chargepact.v1.Renew.encode(message.renew, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.renewAck != null && $Object.hasOwnProperty.call(message, "renewAck"))
                    $root.chargepact.v1.RenewAck.encode(message.renewAck, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.commit != null && $Object.hasOwnProperty.call(message, "commit"))
                    $root.chargepact.v1.Commit.encode(message.commit, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                if (message.commitAck != null && $Object.hasOwnProperty.call(message, "commitAck"))
                    $root.chargepact.v1.CommitAck.encode(message.commitAck, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.chargepact.v1.Hello.encode(message.hello, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                if (message.need != null && $Object.hasOwnProperty.call(message, "need"))
                    $root.chargepact.v1.Need.encode(message.need, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                if (message.accept != null && $Object.hasOwnProperty.call(message, "accept"))
                    $root.chargepact.v1.Accept.encode(message.accept, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
                if (message.release != null && $Object.hasOwnProperty.call(message, "release"))
                    $root.chargepact.v1.Release.encode(message.release, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                if (message.releaseAck != null && $Object.hasOwnProperty.call(message, "releaseAck"))
                    $root.chargepact.v1.ReleaseAck.encode(message.releaseAck, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                if (message.revoke != null && $Object.hasOwnProperty.call(message, "revoke"))
                    $root.chargepact.v1.Revoke.encode(message.revoke, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                if (message.revokeAck != null && $Object.hasOwnProperty.call(message, "revokeAck"))
                    $root.chargepact.v1.RevokeAck.encode(message.revokeAck, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                if (message.reject != null && $Object.hasOwnProperty.call(message, "reject"))
                    $root.chargepact.v1.Reject.encode(message.reject, writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                if (message.emergency != null && $Object.hasOwnProperty.call(message, "emergency"))
                    $root.chargepact.v1.Emergency.encode(message.emergency, writer.uint32(/* id 25, wireType 2 =*/202).fork(), _depth + 1).ldelim();
                if (message.emergencyAck != null && $Object.hasOwnProperty.call(message, "emergencyAck"))
                    $root.chargepact.v1.EmergencyAck.encode(message.emergencyAck, writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
                if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                    $root.chargepact.v1.Status.encode(message.status, writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
                if (message.statusAck != null && $Object.hasOwnProperty.call(message, "statusAck"))
                    $root.chargepact.v1.StatusAck.encode(message.statusAck, writer.uint32(/* id 28, wireType 2 =*/226).fork(), _depth + 1).ldelim();
                if (message.resync != null && $Object.hasOwnProperty.call(message, "resync"))
                    $root.chargepact.v1.Resync.encode(message.resync, writer.uint32(/* id 29, wireType 2 =*/234).fork(), _depth + 1).ldelim();
                if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                    $root.chargepact.v1.Snapshot.encode(message.snapshot, writer.uint32(/* id 30, wireType 2 =*/242).fork(), _depth + 1).ldelim();
                if (message.planNotice != null && $Object.hasOwnProperty.call(message, "planNotice"))
                    $root.chargepact.v1.PlanNotice.encode(message.planNotice, writer.uint32(/* id 31, wireType 2 =*/250).fork(), _depth + 1).ldelim();
                if (message.presence != null && $Object.hasOwnProperty.call(message, "presence"))
                    $root.chargepact.v1.Presence.encode(message.presence, writer.uint32(/* id 32, wireType 2 =*/258).fork(), _depth + 1).ldelim();
                if (message.roster != null && $Object.hasOwnProperty.call(message, "roster"))
                    $root.chargepact.v1.Roster.encode(message.roster, writer.uint32(/* id 33, wireType 2 =*/266).fork(), _depth + 1).ldelim();
                if (message.forecast != null && $Object.hasOwnProperty.call(message, "forecast"))
                    $root.chargepact.v1.Forecast.encode(message.forecast, writer.uint32(/* id 40, wireType 2 =*/322).fork(), _depth + 1).ldelim();
                if (message.priceNotice != null && $Object.hasOwnProperty.call(message, "priceNotice"))
                    $root.chargepact.v1.PriceNotice.encode(message.priceNotice, writer.uint32(/* id 41, wireType 2 =*/330).fork(), _depth + 1).ldelim();
                if (message.tradeOffer != null && $Object.hasOwnProperty.call(message, "tradeOffer"))
                    $root.chargepact.v1.TradeOffer.encode(message.tradeOffer, writer.uint32(/* id 42, wireType 2 =*/338).fork(), _depth + 1).ldelim();
                if (message.tradeAccept != null && $Object.hasOwnProperty.call(message, "tradeAccept"))
                    $root.chargepact.v1.TradeAccept.encode(message.tradeAccept, writer.uint32(/* id 43, wireType 2 =*/346).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Envelope message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Envelope
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Envelope & chargepact.v1.Envelope.$Shape} Envelope
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Envelope.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Envelope();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.major = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.minor = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sender = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.recipient = value;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.seq = value;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.conversation = $root.chargepact.v1.Conversation.decode(reader, reader.size(), $undefined, _depth + 1, message.conversation);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.inReplyTo = $root.chargepact.v1.MessageRef.decode(reader, reader.size(), $undefined, _depth + 1, message.inReplyTo);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sessionId = value;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ttlMs = value;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.offer = $root.chargepact.v1.Offer.decode(reader, reader.size(), $undefined, _depth + 1, message.offer);
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.counterOffer = $root.chargepact.v1.CounterOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.counterOffer);
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.renew = $root.chargepact.v1.Renew.decode(reader, reader.size(), $undefined, _depth + 1, message.renew);
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            message.renewAck = $root.chargepact.v1.RenewAck.decode(reader, reader.size(), $undefined, _depth + 1, message.renewAck);
                            continue;
                        }
                    case 15: {
                            if (wireType !== 2)
                                break;
                            message.commit = $root.chargepact.v1.Commit.decode(reader, reader.size(), $undefined, _depth + 1, message.commit);
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            message.commitAck = $root.chargepact.v1.CommitAck.decode(reader, reader.size(), $undefined, _depth + 1, message.commitAck);
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.chargepact.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            continue;
                        }
                    case 18: {
                            if (wireType !== 2)
                                break;
                            message.need = $root.chargepact.v1.Need.decode(reader, reader.size(), $undefined, _depth + 1, message.need);
                            continue;
                        }
                    case 19: {
                            if (wireType !== 2)
                                break;
                            message.accept = $root.chargepact.v1.Accept.decode(reader, reader.size(), $undefined, _depth + 1, message.accept);
                            continue;
                        }
                    case 20: {
                            if (wireType !== 2)
                                break;
                            message.release = $root.chargepact.v1.Release.decode(reader, reader.size(), $undefined, _depth + 1, message.release);
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            message.releaseAck = $root.chargepact.v1.ReleaseAck.decode(reader, reader.size(), $undefined, _depth + 1, message.releaseAck);
                            continue;
                        }
                    case 22: {
                            if (wireType !== 2)
                                break;
                            message.revoke = $root.chargepact.v1.Revoke.decode(reader, reader.size(), $undefined, _depth + 1, message.revoke);
                            continue;
                        }
                    case 23: {
                            if (wireType !== 2)
                                break;
                            message.revokeAck = $root.chargepact.v1.RevokeAck.decode(reader, reader.size(), $undefined, _depth + 1, message.revokeAck);
                            continue;
                        }
                    case 24: {
                            if (wireType !== 2)
                                break;
                            message.reject = $root.chargepact.v1.Reject.decode(reader, reader.size(), $undefined, _depth + 1, message.reject);
                            continue;
                        }
                    case 25: {
                            if (wireType !== 2)
                                break;
                            message.emergency = $root.chargepact.v1.Emergency.decode(reader, reader.size(), $undefined, _depth + 1, message.emergency);
                            continue;
                        }
                    case 26: {
                            if (wireType !== 2)
                                break;
                            message.emergencyAck = $root.chargepact.v1.EmergencyAck.decode(reader, reader.size(), $undefined, _depth + 1, message.emergencyAck);
                            continue;
                        }
                    case 27: {
                            if (wireType !== 2)
                                break;
                            message.status = $root.chargepact.v1.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                            continue;
                        }
                    case 28: {
                            if (wireType !== 2)
                                break;
                            message.statusAck = $root.chargepact.v1.StatusAck.decode(reader, reader.size(), $undefined, _depth + 1, message.statusAck);
                            continue;
                        }
                    case 29: {
                            if (wireType !== 2)
                                break;
                            message.resync = $root.chargepact.v1.Resync.decode(reader, reader.size(), $undefined, _depth + 1, message.resync);
                            continue;
                        }
                    case 30: {
                            if (wireType !== 2)
                                break;
                            message.snapshot = $root.chargepact.v1.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                            continue;
                        }
                    case 31: {
                            if (wireType !== 2)
                                break;
                            message.planNotice = $root.chargepact.v1.PlanNotice.decode(reader, reader.size(), $undefined, _depth + 1, message.planNotice);
                            continue;
                        }
                    case 32: {
                            if (wireType !== 2)
                                break;
                            message.presence = $root.chargepact.v1.Presence.decode(reader, reader.size(), $undefined, _depth + 1, message.presence);
                            continue;
                        }
                    case 33: {
                            if (wireType !== 2)
                                break;
                            message.roster = $root.chargepact.v1.Roster.decode(reader, reader.size(), $undefined, _depth + 1, message.roster);
                            continue;
                        }
                    case 40: {
                            if (wireType !== 2)
                                break;
                            message.forecast = $root.chargepact.v1.Forecast.decode(reader, reader.size(), $undefined, _depth + 1, message.forecast);
                            continue;
                        }
                    case 41: {
                            if (wireType !== 2)
                                break;
                            message.priceNotice = $root.chargepact.v1.PriceNotice.decode(reader, reader.size(), $undefined, _depth + 1, message.priceNotice);
                            continue;
                        }
                    case 42: {
                            if (wireType !== 2)
                                break;
                            message.tradeOffer = $root.chargepact.v1.TradeOffer.decode(reader, reader.size(), $undefined, _depth + 1, message.tradeOffer);
                            continue;
                        }
                    case 43: {
                            if (wireType !== 2)
                                break;
                            message.tradeAccept = $root.chargepact.v1.TradeAccept.decode(reader, reader.size(), $undefined, _depth + 1, message.tradeAccept);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Envelope;
        })();

        v1.VersionOffer = (function() {

            /**
             * Properties of a VersionOffer.
             * @typedef {Object} chargepact.v1.VersionOffer.$Properties
             * @property {number|null} [major] 1 to 65 535. Required.
             * @property {number|null} [minor] 0 to 65 535.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a VersionOffer.
             * @memberof chargepact.v1
             * @interface IVersionOffer
             * @augments chargepact.v1.VersionOffer.$Properties
             * @deprecated Use chargepact.v1.VersionOffer.$Properties instead.
             */

            /**
             * Shape of a VersionOffer.
             * @typedef {chargepact.v1.VersionOffer.$Properties} chargepact.v1.VersionOffer.$Shape
             */

            /**
             * Constructs a new VersionOffer.
             * @memberof chargepact.v1
             * @classdesc A major version with the highest minor of it that the sender speaks.
             * @constructor
             * @param {chargepact.v1.VersionOffer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const VersionOffer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 65 535. Required.
             * @member {number} major
             * @memberof chargepact.v1.VersionOffer
             * @instance
             */
            VersionOffer.prototype.major = 0;

            /**
             * 0 to 65 535.
             * @member {number} minor
             * @memberof chargepact.v1.VersionOffer
             * @instance
             */
            VersionOffer.prototype.minor = 0;

            /**
             * Creates a new VersionOffer instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.VersionOffer
             * @static
             * @param {chargepact.v1.VersionOffer.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.VersionOffer} VersionOffer instance
             * @type {{
             *   (properties: chargepact.v1.VersionOffer.$Shape): chargepact.v1.VersionOffer & chargepact.v1.VersionOffer.$Shape;
             *   (properties?: chargepact.v1.VersionOffer.$Properties): chargepact.v1.VersionOffer;
             * }}
             */
            VersionOffer.create = function(properties) {
                return new VersionOffer(properties);
            };

            /**
             * Encodes the specified VersionOffer message. Does not implicitly {@link chargepact.v1.VersionOffer.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.VersionOffer
             * @static
             * @param {chargepact.v1.VersionOffer.$Properties} message VersionOffer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            VersionOffer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.major != null && $Object.hasOwnProperty.call(message, "major") && message.major !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.major);
                if (message.minor != null && $Object.hasOwnProperty.call(message, "minor") && message.minor !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.minor);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a VersionOffer message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.VersionOffer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.VersionOffer & chargepact.v1.VersionOffer.$Shape} VersionOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            VersionOffer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.VersionOffer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.major = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.minor = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return VersionOffer;
        })();

        v1.ConnectorInfo = (function() {

            /**
             * Properties of a ConnectorInfo.
             * @typedef {Object} chargepact.v1.ConnectorInfo.$Properties
             * @property {number|null} [connector] 1 to 1 000, each once in a Hello. Required.
             * @property {Array.<number>|null} [phases] Phases of the grantor that it may load: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required.
             * @property {number|null} [powerMaxW] Largest import, 0 to 1 000 000 000 W. Required.
             * @property {number|null} [powerMinW] Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. It does not hold for a holder that can export here: its
             * power is continuous both ways. Required.
             * @property {number|null} [exportMaxW] Largest export as a magnitude, 0 to 1 000 000 000 W. Absent: none.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ConnectorInfo.
             * @memberof chargepact.v1
             * @interface IConnectorInfo
             * @augments chargepact.v1.ConnectorInfo.$Properties
             * @deprecated Use chargepact.v1.ConnectorInfo.$Properties instead.
             */

            /**
             * Shape of a ConnectorInfo.
             * @typedef {chargepact.v1.ConnectorInfo.$Properties} chargepact.v1.ConnectorInfo.$Shape
             */

            /**
             * Constructs a new ConnectorInfo.
             * @memberof chargepact.v1
             * @classdesc How one connector is wired and what its equipment can do. A power given for it is for all of its phases together: whoever uses
             * fewer of them has that share of it.
             * @constructor
             * @param {chargepact.v1.ConnectorInfo.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ConnectorInfo = function (properties) {
                this.phases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000, each once in a Hello. Required.
             * @member {number} connector
             * @memberof chargepact.v1.ConnectorInfo
             * @instance
             */
            ConnectorInfo.prototype.connector = 0;

            /**
             * Phases of the grantor that it may load: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required.
             * @member {Array.<number>} phases
             * @memberof chargepact.v1.ConnectorInfo
             * @instance
             */
            ConnectorInfo.prototype.phases = $util.emptyArray;

            /**
             * Largest import, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} powerMaxW
             * @memberof chargepact.v1.ConnectorInfo
             * @instance
             */
            ConnectorInfo.prototype.powerMaxW = null;

            /**
             * Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. It does not hold for a holder that can export here: its
             * power is continuous both ways. Required.
             * @member {number|null|undefined} powerMinW
             * @memberof chargepact.v1.ConnectorInfo
             * @instance
             */
            ConnectorInfo.prototype.powerMinW = null;

            /**
             * Largest export as a magnitude, 0 to 1 000 000 000 W. Absent: none.
             * @member {number|null|undefined} exportMaxW
             * @memberof chargepact.v1.ConnectorInfo
             * @instance
             */
            ConnectorInfo.prototype.exportMaxW = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ConnectorInfo.prototype, "_powerMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["powerMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ConnectorInfo.prototype, "_powerMinW", {
                get: $util.oneOfGetter($oneOfFields = ["powerMinW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(ConnectorInfo.prototype, "_exportMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["exportMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new ConnectorInfo instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.ConnectorInfo
             * @static
             * @param {chargepact.v1.ConnectorInfo.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.ConnectorInfo} ConnectorInfo instance
             * @type {{
             *   (properties: chargepact.v1.ConnectorInfo.$Shape): chargepact.v1.ConnectorInfo & chargepact.v1.ConnectorInfo.$Shape;
             *   (properties?: chargepact.v1.ConnectorInfo.$Properties): chargepact.v1.ConnectorInfo;
             * }}
             */
            ConnectorInfo.create = function(properties) {
                return new ConnectorInfo(properties);
            };

            /**
             * Encodes the specified ConnectorInfo message. Does not implicitly {@link chargepact.v1.ConnectorInfo.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.ConnectorInfo
             * @static
             * @param {chargepact.v1.ConnectorInfo.$Properties} message ConnectorInfo message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ConnectorInfo.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.phases != null && message.phases.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.phases);
                if (message.powerMaxW != null && $Object.hasOwnProperty.call(message, "powerMaxW"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.powerMaxW);
                if (message.powerMinW != null && $Object.hasOwnProperty.call(message, "powerMinW"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.powerMinW);
                if (message.exportMaxW != null && $Object.hasOwnProperty.call(message, "exportMaxW"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.exportMaxW);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ConnectorInfo message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.ConnectorInfo
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.ConnectorInfo & chargepact.v1.ConnectorInfo.$Shape} ConnectorInfo
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ConnectorInfo.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.ConnectorInfo();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.phases && message.phases.length))
                                    message.phases = [];
                                reader.uint32s(message.phases);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.phases && message.phases.length))
                                message.phases = [];
                            message.phases.push(reader.uint32());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.powerMaxW = reader.uint32();
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.powerMinW = reader.uint32();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.exportMaxW = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ConnectorInfo;
        })();

        v1.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} chargepact.v1.Hello.$Properties
             * @property {chargepact.v1.Role|null} [role] Required.
             * @property {Array.<chargepact.v1.VersionOffer.$Properties>|null} [versions] 1 to 8, every major once. Required.
             * @property {Array.<string>|null} [features] What the sender can do beyond the base: up to 32 tokens of 1 to 32 characters.
             * @property {Array.<string>|null} [criticalFeatures] Those without which it cannot work with the peer: a peer that does not know one rejects FEATURE_UNSUPPORTED.
             * @property {Uint8Array|null} [nonce] 16 fresh random bytes. Required.
             * @property {Uint8Array|null} [sessionKey] X25519 public key made for this Hello alone, 32 bytes; empty where messages go unsealed.
             * @property {chargepact.v1.Fallback.$Properties|null} [fallback] Holder: the fallback it asks for. Grantor: the fallback it admits; what does not fit now is admitted at 0 W and raised later,
             * never refused (CP-FALL-1). Rejected RAMP_TOO_SLOW unless (power_max_w - import_w) / ramp_w_per_s is at most half the lease's ttl
             * (CP-SESSION-3). Required.
             * @property {chargepact.v1.Fallback.$Properties|null} [fallbackHeld] Holder: the fallback it has persisted and its equipment obeys until a newly admitted one is written (CP-FALL-3), 0 W included.
             * Absent: it does not know, since its store is lost; then what the grantor has booked stays.
             * @property {number|null} [powerMaxW] Largest import the sender can draw, 0 to 1 000 000 000 W. Required.
             * @property {number|null} [exportMaxW] Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @property {Array.<chargepact.v1.ConnectorInfo.$Properties>|null} [connectors] 0 to 16 connectors. Holder: its own; a lone battery states its one as connector 1. Grantor: what its equipment carries for each
             * connector of the holder, so that the holder needs and offers nothing beyond it (CP-SESSION-5); none: it states no limit.
             * @property {number|null} [stepsMax] Most schedule steps that the sender takes, 1 to 1 000. Required.
             * @property {number|null} [scheduleMs] Grantor: schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Absent in a holder's.
             * @property {number|null} [recoveringMs] Grantor with a lost ledger: it grants nothing for this long, 1 to 86 400 000 ms (CP-STORE-7). Absent: it grants.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof chargepact.v1
             * @interface IHello
             * @augments chargepact.v1.Hello.$Properties
             * @deprecated Use chargepact.v1.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {chargepact.v1.Hello.$Properties} chargepact.v1.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof chargepact.v1
             * @classdesc Greets a peer, makes the session and agrees the fallback. Answered with the peer's own Hello (in_reply_to set), or Reject
             * (CP-SESSION-1, CP-SESSION-2). Nothing else of a peer changes anything before. Only a holder's Hello begins a session; a grantor's
             * that answers nothing asks the holder to greet anew, and has no session key. Signed; session_id is empty. So is the Reject of a Hello.
             * @constructor
             * @param {chargepact.v1.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                this.versions = [];
                this.features = [];
                this.criticalFeatures = [];
                this.connectors = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.Role} role
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.role = 0;

            /**
             * 1 to 8, every major once. Required.
             * @member {Array.<chargepact.v1.VersionOffer.$Properties>} versions
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.versions = $util.emptyArray;

            /**
             * What the sender can do beyond the base: up to 32 tokens of 1 to 32 characters.
             * @member {Array.<string>} features
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.features = $util.emptyArray;

            /**
             * Those without which it cannot work with the peer: a peer that does not know one rejects FEATURE_UNSUPPORTED.
             * @member {Array.<string>} criticalFeatures
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.criticalFeatures = $util.emptyArray;

            /**
             * 16 fresh random bytes. Required.
             * @member {Uint8Array} nonce
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.nonce = $util.newBuffer([]);

            /**
             * X25519 public key made for this Hello alone, 32 bytes; empty where messages go unsealed.
             * @member {Uint8Array} sessionKey
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.sessionKey = $util.newBuffer([]);

            /**
             * Holder: the fallback it asks for. Grantor: the fallback it admits; what does not fit now is admitted at 0 W and raised later,
             * never refused (CP-FALL-1). Rejected RAMP_TOO_SLOW unless (power_max_w - import_w) / ramp_w_per_s is at most half the lease's ttl
             * (CP-SESSION-3). Required.
             * @member {chargepact.v1.Fallback.$Properties|null|undefined} fallback
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.fallback = null;

            /**
             * Holder: the fallback it has persisted and its equipment obeys until a newly admitted one is written (CP-FALL-3), 0 W included.
             * Absent: it does not know, since its store is lost; then what the grantor has booked stays.
             * @member {chargepact.v1.Fallback.$Properties|null|undefined} fallbackHeld
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.fallbackHeld = null;

            /**
             * Largest import the sender can draw, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} powerMaxW
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.powerMaxW = null;

            /**
             * Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} exportMaxW
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.exportMaxW = null;

            /**
             * 0 to 16 connectors. Holder: its own; a lone battery states its one as connector 1. Grantor: what its equipment carries for each
             * connector of the holder, so that the holder needs and offers nothing beyond it (CP-SESSION-5); none: it states no limit.
             * @member {Array.<chargepact.v1.ConnectorInfo.$Properties>} connectors
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.connectors = $util.emptyArray;

            /**
             * Most schedule steps that the sender takes, 1 to 1 000. Required.
             * @member {number} stepsMax
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.stepsMax = 0;

            /**
             * Grantor: schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Absent in a holder's.
             * @member {number|null|undefined} scheduleMs
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.scheduleMs = null;

            /**
             * Grantor with a lost ledger: it grants nothing for this long, 1 to 86 400 000 ms (CP-STORE-7). Absent: it grants.
             * @member {number|null|undefined} recoveringMs
             * @memberof chargepact.v1.Hello
             * @instance
             */
            Hello.prototype.recoveringMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Hello.prototype, "_powerMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["powerMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Hello.prototype, "_exportMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["exportMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Hello.prototype, "_scheduleMs", {
                get: $util.oneOfGetter($oneOfFields = ["scheduleMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Hello.prototype, "_recoveringMs", {
                get: $util.oneOfGetter($oneOfFields = ["recoveringMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Hello instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Hello
             * @static
             * @param {chargepact.v1.Hello.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Hello} Hello instance
             * @type {{
             *   (properties: chargepact.v1.Hello.$Shape): chargepact.v1.Hello & chargepact.v1.Hello.$Shape;
             *   (properties?: chargepact.v1.Hello.$Properties): chargepact.v1.Hello;
             * }}
             */
            Hello.create = function(properties) {
                return new Hello(properties);
            };

            /**
             * Encodes the specified Hello message. Does not implicitly {@link chargepact.v1.Hello.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Hello
             * @static
             * @param {chargepact.v1.Hello.$Properties} message Hello message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.role);
                if (message.versions != null && message.versions.length)
                    for (let i = 0; i < message.versions.length; ++i)
                        $root.chargepact.v1.VersionOffer.encode(message.versions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.features != null && message.features.length)
                    for (let i = 0; i < message.features.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.features[i]);
                if (message.criticalFeatures != null && message.criticalFeatures.length)
                    for (let i = 0; i < message.criticalFeatures.length; ++i)
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.criticalFeatures[i]);
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nonce);
                if (message.sessionKey != null && $Object.hasOwnProperty.call(message, "sessionKey") && message.sessionKey.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.sessionKey);
                if (message.fallback != null && $Object.hasOwnProperty.call(message, "fallback"))
                    $root.chargepact.v1.Fallback.encode(message.fallback, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.fallbackHeld != null && $Object.hasOwnProperty.call(message, "fallbackHeld"))
                    $root.chargepact.v1.Fallback.encode(message.fallbackHeld, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.powerMaxW != null && $Object.hasOwnProperty.call(message, "powerMaxW"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.powerMaxW);
                if (message.exportMaxW != null && $Object.hasOwnProperty.call(message, "exportMaxW"))
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.exportMaxW);
                if (message.connectors != null && message.connectors.length)
                    for (let i = 0; i < message.connectors.length; ++i)
                        $root.chargepact.v1.ConnectorInfo.encode(message.connectors[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.stepsMax != null && $Object.hasOwnProperty.call(message, "stepsMax") && message.stepsMax !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.stepsMax);
                if (message.scheduleMs != null && $Object.hasOwnProperty.call(message, "scheduleMs"))
                    writer.uint32(/* id 13, wireType 1 =*/105).double(message.scheduleMs);
                if (message.recoveringMs != null && $Object.hasOwnProperty.call(message, "recoveringMs"))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.recoveringMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Hello
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Hello & chargepact.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Hello.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Hello();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.versions && message.versions.length))
                                message.versions = [];
                            message.versions.push($root.chargepact.v1.VersionOffer.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.features && message.features.length))
                                message.features = [];
                            message.features.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.criticalFeatures && message.criticalFeatures.length))
                                message.criticalFeatures = [];
                            message.criticalFeatures.push(reader.stringVerify());
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.nonce = value;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sessionKey = value;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.fallback = $root.chargepact.v1.Fallback.decode(reader, reader.size(), $undefined, _depth + 1, message.fallback);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.fallbackHeld = $root.chargepact.v1.Fallback.decode(reader, reader.size(), $undefined, _depth + 1, message.fallbackHeld);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            message.powerMaxW = reader.uint32();
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.exportMaxW = reader.uint32();
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.connectors && message.connectors.length))
                                message.connectors = [];
                            message.connectors.push($root.chargepact.v1.ConnectorInfo.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepsMax = value;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 1)
                                break;
                            message.scheduleMs = reader.double();
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            message.recoveringMs = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Hello;
        })();

        /**
         * Why a request was refused.
         * @name chargepact.v1.RejectReason
         * @enum {number}
         * @property {number} REJECT_REASON_UNSPECIFIED=0 Never sent on purpose; a receiver treats it as final.
         * @property {number} REJECT_REASON_RECOVERING=1 The grantor has lost its ledger and grants nothing yet; value: ms until it does (CP-STORE-7, CP-FALL-7).
         * @property {number} REJECT_REASON_EPOCH_STALE=2 A newer epoch of the sender has been seen; value: that epoch. Start again at value + 1 (CP-WINDOW-8).
         * @property {number} REJECT_REASON_VERSION_UNSUPPORTED=3 No major version in common; value: a major that would do (CP-SESSION-2).
         * @property {number} REJECT_REASON_FEATURE_UNSUPPORTED=4 A critical feature is unknown; detail names it (CP-SESSION-2).
         * @property {number} REJECT_REASON_STALE_NEED=5 The need that the message answers has changed since; what lowers was taken (CP-NEG-5).
         * @property {number} REJECT_REASON_STALE_LEASE=6 The lease named is not the newest (CP-LEASE-6).
         * @property {number} REJECT_REASON_OPTION_EXPIRED=7 The option has expired; what lowers was taken (CP-NEG-5).
         * @property {number} REJECT_REASON_OFFER_EXPIRED=8 The reservation has expired (CP-NEG-2).
         * @property {number} REJECT_REASON_UNKNOWN_PROPOSAL=9 No reserved proposal has this hash (CP-NEG-2).
         * @property {number} REJECT_REASON_INFEASIBLE=10 The holder's own limits or its departure make it impossible.
         * @property {number} REJECT_REASON_OVER_CAPACITY=11 The grantor's capacity does not hold it; feasible: what does.
         * @property {number} REJECT_REASON_BAD_VALUE=12 A value is wrong in this context; detail names it with what would do.
         * @property {number} REJECT_REASON_DUPLICATE_ID=13 The identity was used before with other content (CP-WINDOW-2).
         * @property {number} REJECT_REASON_NOT_ALLOWED=14 The registry does not allow this link, or the sender to say this (CP-SESSION-4).
         * @property {number} REJECT_REASON_RAMP_TOO_SLOW=15 The fallback cannot be reached within half a ttl (CP-SESSION-3).
         * @property {number} REJECT_REASON_NO_LEASE=16 There is no lease to renew, release or revoke.
         * @property {number} REJECT_REASON_NOT_NOW=17 The request is right and cannot be served now; ask again after the offer's deadline, or 10 s.
         */
        v1.RejectReason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REJECT_REASON_UNSPECIFIED"] = 0;
            values[valuesById[1] = "REJECT_REASON_RECOVERING"] = 1;
            values[valuesById[2] = "REJECT_REASON_EPOCH_STALE"] = 2;
            values[valuesById[3] = "REJECT_REASON_VERSION_UNSUPPORTED"] = 3;
            values[valuesById[4] = "REJECT_REASON_FEATURE_UNSUPPORTED"] = 4;
            values[valuesById[5] = "REJECT_REASON_STALE_NEED"] = 5;
            values[valuesById[6] = "REJECT_REASON_STALE_LEASE"] = 6;
            values[valuesById[7] = "REJECT_REASON_OPTION_EXPIRED"] = 7;
            values[valuesById[8] = "REJECT_REASON_OFFER_EXPIRED"] = 8;
            values[valuesById[9] = "REJECT_REASON_UNKNOWN_PROPOSAL"] = 9;
            values[valuesById[10] = "REJECT_REASON_INFEASIBLE"] = 10;
            values[valuesById[11] = "REJECT_REASON_OVER_CAPACITY"] = 11;
            values[valuesById[12] = "REJECT_REASON_BAD_VALUE"] = 12;
            values[valuesById[13] = "REJECT_REASON_DUPLICATE_ID"] = 13;
            values[valuesById[14] = "REJECT_REASON_NOT_ALLOWED"] = 14;
            values[valuesById[15] = "REJECT_REASON_RAMP_TOO_SLOW"] = 15;
            values[valuesById[16] = "REJECT_REASON_NO_LEASE"] = 16;
            values[valuesById[17] = "REJECT_REASON_NOT_NOW"] = 17;
            return values;
        })();

        v1.Reject = (function() {

            /**
             * Properties of a Reject.
             * @typedef {Object} chargepact.v1.Reject.$Properties
             * @property {chargepact.v1.RejectReason|null} [reason] Reject reason
             * @property {string|null} [detail] English text of up to 200 characters, with the number that was wrong and what would do.
             * @property {Uint8Array|null} [feasible] An encoded Terms: the largest that would be feasible. Absent where there are none.
             * @property {number|null} [value] See the reason; 0 to 2^32 - 1. Absent where the reason states none.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Reject.
             * @memberof chargepact.v1
             * @interface IReject
             * @augments chargepact.v1.Reject.$Properties
             * @deprecated Use chargepact.v1.Reject.$Properties instead.
             */

            /**
             * Shape of a Reject.
             * @typedef {chargepact.v1.Reject.$Properties} chargepact.v1.Reject.$Shape
             */

            /**
             * Constructs a new Reject.
             * @memberof chargepact.v1
             * @classdesc Refuses the message that in_reply_to names, which has then changed nothing unless the reason says so (CP-NEG-8). Not answered.
             * @constructor
             * @param {chargepact.v1.Reject.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Reject = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Reject reason.
             * @member {chargepact.v1.RejectReason} reason
             * @memberof chargepact.v1.Reject
             * @instance
             */
            Reject.prototype.reason = 0;

            /**
             * English text of up to 200 characters, with the number that was wrong and what would do.
             * @member {string} detail
             * @memberof chargepact.v1.Reject
             * @instance
             */
            Reject.prototype.detail = "";

            /**
             * An encoded Terms: the largest that would be feasible. Absent where there are none.
             * @member {Uint8Array|null|undefined} feasible
             * @memberof chargepact.v1.Reject
             * @instance
             */
            Reject.prototype.feasible = null;

            /**
             * See the reason; 0 to 2^32 - 1. Absent where the reason states none.
             * @member {number|null|undefined} value
             * @memberof chargepact.v1.Reject
             * @instance
             */
            Reject.prototype.value = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Reject.prototype, "_feasible", {
                get: $util.oneOfGetter($oneOfFields = ["feasible"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Reject.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Reject instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Reject
             * @static
             * @param {chargepact.v1.Reject.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Reject} Reject instance
             * @type {{
             *   (properties: chargepact.v1.Reject.$Shape): chargepact.v1.Reject & chargepact.v1.Reject.$Shape;
             *   (properties?: chargepact.v1.Reject.$Properties): chargepact.v1.Reject;
             * }}
             */
            Reject.create = function(properties) {
                return new Reject(properties);
            };

            /**
             * Encodes the specified Reject message. Does not implicitly {@link chargepact.v1.Reject.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Reject
             * @static
             * @param {chargepact.v1.Reject.$Properties} message Reject message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Reject.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
                if (message.detail != null && $Object.hasOwnProperty.call(message, "detail") && message.detail !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.detail);
                if (message.feasible != null && $Object.hasOwnProperty.call(message, "feasible"))
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.feasible);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Reject message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Reject
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Reject & chargepact.v1.Reject.$Shape} Reject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Reject.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Reject();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.reason = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detail = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.feasible = reader.bytes();
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.value = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Reject;
        })();

        v1.Resync = (function() {

            /**
             * Properties of a Resync.
             * @typedef {Object} chargepact.v1.Resync.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Resync.
             * @memberof chargepact.v1
             * @interface IResync
             * @augments chargepact.v1.Resync.$Properties
             * @deprecated Use chargepact.v1.Resync.$Properties instead.
             */

            /**
             * Shape of a Resync.
             * @typedef {chargepact.v1.Resync.$Properties} chargepact.v1.Resync.$Shape
             */

            /**
             * Constructs a new Resync.
             * @memberof chargepact.v1
             * @classdesc A gap in the sequence was not filled within 2 s: asks for the facts (CP-WINDOW-4). Answered with Snapshot.
             * @constructor
             * @param {chargepact.v1.Resync.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Resync = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new Resync instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Resync
             * @static
             * @param {chargepact.v1.Resync.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Resync} Resync instance
             * @type {{
             *   (properties: chargepact.v1.Resync.$Shape): chargepact.v1.Resync & chargepact.v1.Resync.$Shape;
             *   (properties?: chargepact.v1.Resync.$Properties): chargepact.v1.Resync;
             * }}
             */
            Resync.create = function(properties) {
                return new Resync(properties);
            };

            /**
             * Encodes the specified Resync message. Does not implicitly {@link chargepact.v1.Resync.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Resync
             * @static
             * @param {chargepact.v1.Resync.$Properties} message Resync message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Resync.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Resync message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Resync
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Resync & chargepact.v1.Resync.$Shape} Resync
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Resync.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Resync();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Resync;
        })();

        v1.Snapshot = (function() {

            /**
             * Properties of a Snapshot.
             * @typedef {Object} chargepact.v1.Snapshot.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] The lease in force. Absent: none.
             * @property {Uint8Array|null} [hash] Hash of its terms, 16 bytes. Absent: none.
             * @property {Array.<number>|null} [needVersions] Versions of the needs that the sender knows, one per part: up to 16, each 0 to 2^32 - 1.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Snapshot.
             * @memberof chargepact.v1
             * @interface ISnapshot
             * @augments chargepact.v1.Snapshot.$Properties
             * @deprecated Use chargepact.v1.Snapshot.$Properties instead.
             */

            /**
             * Shape of a Snapshot.
             * @typedef {chargepact.v1.Snapshot.$Properties} chargepact.v1.Snapshot.$Shape
             */

            /**
             * Constructs a new Snapshot.
             * @memberof chargepact.v1
             * @classdesc The facts of the link as the sender holds them.
             * @constructor
             * @param {chargepact.v1.Snapshot.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Snapshot = function (properties) {
                this.needVersions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * The lease in force. Absent: none.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.version = null;

            /**
             * Hash of its terms, 16 bytes. Absent: none.
             * @member {Uint8Array|null|undefined} hash
             * @memberof chargepact.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.hash = null;

            /**
             * Versions of the needs that the sender knows, one per part: up to 16, each 0 to 2^32 - 1.
             * @member {Array.<number>} needVersions
             * @memberof chargepact.v1.Snapshot
             * @instance
             */
            Snapshot.prototype.needVersions = $util.emptyArray;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Snapshot.prototype, "_hash", {
                get: $util.oneOfGetter($oneOfFields = ["hash"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Snapshot instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Snapshot
             * @static
             * @param {chargepact.v1.Snapshot.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Snapshot} Snapshot instance
             * @type {{
             *   (properties: chargepact.v1.Snapshot.$Shape): chargepact.v1.Snapshot & chargepact.v1.Snapshot.$Shape;
             *   (properties?: chargepact.v1.Snapshot.$Properties): chargepact.v1.Snapshot;
             * }}
             */
            Snapshot.create = function(properties) {
                return new Snapshot(properties);
            };

            /**
             * Encodes the specified Snapshot message. Does not implicitly {@link chargepact.v1.Snapshot.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Snapshot
             * @static
             * @param {chargepact.v1.Snapshot.$Properties} message Snapshot message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Snapshot.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash"))
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                if (message.needVersions != null && message.needVersions.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.needVersions);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Snapshot message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Snapshot
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Snapshot & chargepact.v1.Snapshot.$Shape} Snapshot
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Snapshot.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Snapshot();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.hash = reader.bytes();
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.needVersions && message.needVersions.length))
                                    message.needVersions = [];
                                reader.uint32s(message.needVersions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.needVersions && message.needVersions.length))
                                message.needVersions = [];
                            message.needVersions.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Snapshot;
        })();

        v1.Presence = (function() {

            /**
             * Properties of a Presence.
             * @typedef {Object} chargepact.v1.Presence.$Properties
             * @property {boolean|null} [online] Presence online
             * @property {number|null} [nodeEpoch] Epoch of the node, 1 to 2^32 - 1. Required.
             * @property {Uint8Array|null} [auditHead] Hash of the node's newest audit record, 32 bytes or their first 16; empty: none (CP-SEAL-7).
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Presence.
             * @memberof chargepact.v1
             * @interface IPresence
             * @augments chargepact.v1.Presence.$Properties
             * @deprecated Use chargepact.v1.Presence.$Properties instead.
             */

            /**
             * Shape of a Presence.
             * @typedef {chargepact.v1.Presence.$Properties} chargepact.v1.Presence.$Shape
             */

            /**
             * Constructs a new Presence.
             * @memberof chargepact.v1
             * @classdesc A node's state; the will carries it with online = false. Retained, written again on connect and every 5 min. A cache: a broker may
             * forget it, so Hello asks actively. An older one never overwrites (CP-WINDOW-3). Broadcast, signed.
             * @constructor
             * @param {chargepact.v1.Presence.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Presence = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Presence online.
             * @member {boolean} online
             * @memberof chargepact.v1.Presence
             * @instance
             */
            Presence.prototype.online = false;

            /**
             * Epoch of the node, 1 to 2^32 - 1. Required.
             * @member {number} nodeEpoch
             * @memberof chargepact.v1.Presence
             * @instance
             */
            Presence.prototype.nodeEpoch = 0;

            /**
             * Hash of the node's newest audit record, 32 bytes or their first 16; empty: none (CP-SEAL-7).
             * @member {Uint8Array} auditHead
             * @memberof chargepact.v1.Presence
             * @instance
             */
            Presence.prototype.auditHead = $util.newBuffer([]);

            /**
             * Creates a new Presence instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Presence
             * @static
             * @param {chargepact.v1.Presence.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Presence} Presence instance
             * @type {{
             *   (properties: chargepact.v1.Presence.$Shape): chargepact.v1.Presence & chargepact.v1.Presence.$Shape;
             *   (properties?: chargepact.v1.Presence.$Properties): chargepact.v1.Presence;
             * }}
             */
            Presence.create = function(properties) {
                return new Presence(properties);
            };

            /**
             * Encodes the specified Presence message. Does not implicitly {@link chargepact.v1.Presence.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Presence
             * @static
             * @param {chargepact.v1.Presence.$Properties} message Presence message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Presence.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.online != null && $Object.hasOwnProperty.call(message, "online") && message.online !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.online);
                if (message.nodeEpoch != null && $Object.hasOwnProperty.call(message, "nodeEpoch") && message.nodeEpoch !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.nodeEpoch);
                if (message.auditHead != null && $Object.hasOwnProperty.call(message, "auditHead") && message.auditHead.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.auditHead);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Presence message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Presence
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Presence & chargepact.v1.Presence.$Shape} Presence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Presence.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Presence();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.online = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodeEpoch = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.auditHead = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Presence;
        })();

        v1.RosterEntry = (function() {

            /**
             * Properties of a RosterEntry.
             * @typedef {Object} chargepact.v1.RosterEntry.$Properties
             * @property {string|null} [id] Required.
             * @property {chargepact.v1.Role|null} [role] Required.
             * @property {number|null} [epoch] 1 to 2^32 - 1. Required.
             * @property {string|null} [keyId] Names its key in the registry: a token of up to 64 characters; empty where messages go unsealed.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RosterEntry.
             * @memberof chargepact.v1
             * @interface IRosterEntry
             * @augments chargepact.v1.RosterEntry.$Properties
             * @deprecated Use chargepact.v1.RosterEntry.$Properties instead.
             */

            /**
             * Shape of a RosterEntry.
             * @typedef {chargepact.v1.RosterEntry.$Properties} chargepact.v1.RosterEntry.$Shape
             */

            /**
             * Constructs a new RosterEntry.
             * @memberof chargepact.v1
             * @classdesc One agent of a node.
             * @constructor
             * @param {chargepact.v1.RosterEntry.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RosterEntry = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {string} id
             * @memberof chargepact.v1.RosterEntry
             * @instance
             */
            RosterEntry.prototype.id = "";

            /**
             * Required.
             * @member {chargepact.v1.Role} role
             * @memberof chargepact.v1.RosterEntry
             * @instance
             */
            RosterEntry.prototype.role = 0;

            /**
             * 1 to 2^32 - 1. Required.
             * @member {number} epoch
             * @memberof chargepact.v1.RosterEntry
             * @instance
             */
            RosterEntry.prototype.epoch = 0;

            /**
             * Names its key in the registry: a token of up to 64 characters; empty where messages go unsealed.
             * @member {string} keyId
             * @memberof chargepact.v1.RosterEntry
             * @instance
             */
            RosterEntry.prototype.keyId = "";

            /**
             * Creates a new RosterEntry instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.RosterEntry
             * @static
             * @param {chargepact.v1.RosterEntry.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.RosterEntry} RosterEntry instance
             * @type {{
             *   (properties: chargepact.v1.RosterEntry.$Shape): chargepact.v1.RosterEntry & chargepact.v1.RosterEntry.$Shape;
             *   (properties?: chargepact.v1.RosterEntry.$Properties): chargepact.v1.RosterEntry;
             * }}
             */
            RosterEntry.create = function(properties) {
                return new RosterEntry(properties);
            };

            /**
             * Encodes the specified RosterEntry message. Does not implicitly {@link chargepact.v1.RosterEntry.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.RosterEntry
             * @static
             * @param {chargepact.v1.RosterEntry.$Properties} message RosterEntry message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RosterEntry.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
                if (message.role != null && $Object.hasOwnProperty.call(message, "role") && message.role !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.role);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.epoch);
                if (message.keyId != null && $Object.hasOwnProperty.call(message, "keyId") && message.keyId !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.keyId);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RosterEntry message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.RosterEntry
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.RosterEntry & chargepact.v1.RosterEntry.$Shape} RosterEntry
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RosterEntry.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.RosterEntry();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.id = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.role = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.epoch = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.keyId = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RosterEntry;
        })();

        v1.Roster = (function() {

            /**
             * Properties of a Roster.
             * @typedef {Object} chargepact.v1.Roster.$Properties
             * @property {Array.<chargepact.v1.RosterEntry.$Properties>|null} [agents] 0 to 128, each id once.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Roster.
             * @memberof chargepact.v1
             * @interface IRoster
             * @augments chargepact.v1.Roster.$Properties
             * @deprecated Use chargepact.v1.Roster.$Properties instead.
             */

            /**
             * Shape of a Roster.
             * @typedef {chargepact.v1.Roster.$Properties} chargepact.v1.Roster.$Shape
             */

            /**
             * Constructs a new Roster.
             * @memberof chargepact.v1
             * @classdesc A node's agents; all else is said in Hello. Retained like Presence. Broadcast, signed.
             * @constructor
             * @param {chargepact.v1.Roster.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Roster = function (properties) {
                this.agents = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 0 to 128, each id once.
             * @member {Array.<chargepact.v1.RosterEntry.$Properties>} agents
             * @memberof chargepact.v1.Roster
             * @instance
             */
            Roster.prototype.agents = $util.emptyArray;

            /**
             * Creates a new Roster instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Roster
             * @static
             * @param {chargepact.v1.Roster.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Roster} Roster instance
             * @type {{
             *   (properties: chargepact.v1.Roster.$Shape): chargepact.v1.Roster & chargepact.v1.Roster.$Shape;
             *   (properties?: chargepact.v1.Roster.$Properties): chargepact.v1.Roster;
             * }}
             */
            Roster.create = function(properties) {
                return new Roster(properties);
            };

            /**
             * Encodes the specified Roster message. Does not implicitly {@link chargepact.v1.Roster.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Roster
             * @static
             * @param {chargepact.v1.Roster.$Properties} message Roster message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Roster.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.agents != null && message.agents.length)
                    for (let i = 0; i < message.agents.length; ++i)
                        $root.chargepact.v1.RosterEntry.encode(message.agents[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Roster message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Roster
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Roster & chargepact.v1.Roster.$Shape} Roster
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Roster.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Roster();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.agents && message.agents.length))
                                message.agents = [];
                            message.agents.push($root.chargepact.v1.RosterEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Roster;
        })();

        v1.NeedPart = (function() {

            /**
             * Properties of a NeedPart.
             * @typedef {Object} chargepact.v1.NeedPart.$Properties
             * @property {number|null} [connector] 1 to 1 000, each once in a Need. Required.
             * @property {number|null} [version] Grows whenever this part changes; 0 to 2^32 - 1.
             * @property {number|null} [departureS] Instant of departure, 0 to 4 102 444 800 s.
             * @property {number|null} [energyWh] Still to be delivered before departure, 0 to 1 000 000 000 Wh at the grid side; 0: none. Required.
             * @property {number|null} [powerMaxW] Largest import, 0 to 1 000 000 000 W. Required.
             * @property {number|null} [powerMinW] Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. Required.
             * @property {number|null} [exportMaxW] Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @property {Array.<number>|null} [phases] Phases of the grantor that it loads: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required.
             * @property {boolean|null} [blendable] The holder accepts weighted mixtures of its options.
             * @property {number|null} [firstWh] Tier 1: what of energy_wh comes before everybody's rest, 0 to 1 000 000 000 Wh (CP-NEG-13). Absent: half of it.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NeedPart.
             * @memberof chargepact.v1
             * @interface INeedPart
             * @augments chargepact.v1.NeedPart.$Properties
             * @deprecated Use chargepact.v1.NeedPart.$Properties instead.
             */

            /**
             * Shape of a NeedPart.
             * @typedef {chargepact.v1.NeedPart.$Properties} chargepact.v1.NeedPart.$Shape
             */

            /**
             * Constructs a new NeedPart.
             * @memberof chargepact.v1
             * @classdesc One connector's need. It says nothing of state of charge, health or chemistry.
             * @constructor
             * @param {chargepact.v1.NeedPart.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const NeedPart = function (properties) {
                this.phases = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000, each once in a Need. Required.
             * @member {number} connector
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.connector = 0;

            /**
             * Grows whenever this part changes; 0 to 2^32 - 1.
             * @member {number} version
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.version = 0;

            /**
             * Instant of departure, 0 to 4 102 444 800 s.
             * @member {number} departureS
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.departureS = 0;

            /**
             * Still to be delivered before departure, 0 to 1 000 000 000 Wh at the grid side; 0: none. Required.
             * @member {number|null|undefined} energyWh
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.energyWh = null;

            /**
             * Largest import, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} powerMaxW
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.powerMaxW = null;

            /**
             * Smallest import above zero, 0 to 1 000 000 000 W; 0: any power is possible. Required.
             * @member {number|null|undefined} powerMinW
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.powerMinW = null;

            /**
             * Largest export as a magnitude, 0 to 1 000 000 000 W. Required.
             * @member {number|null|undefined} exportMaxW
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.exportMaxW = null;

            /**
             * Phases of the grantor that it loads: 1 to 3 values of 1, 2, 3, each once (CP-LEDGER-6). Required.
             * @member {Array.<number>} phases
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.phases = $util.emptyArray;

            /**
             * The holder accepts weighted mixtures of its options.
             * @member {boolean} blendable
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.blendable = false;

            /**
             * Tier 1: what of energy_wh comes before everybody's rest, 0 to 1 000 000 000 Wh (CP-NEG-13). Absent: half of it.
             * @member {number|null|undefined} firstWh
             * @memberof chargepact.v1.NeedPart
             * @instance
             */
            NeedPart.prototype.firstWh = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(NeedPart.prototype, "_energyWh", {
                get: $util.oneOfGetter($oneOfFields = ["energyWh"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(NeedPart.prototype, "_powerMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["powerMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(NeedPart.prototype, "_powerMinW", {
                get: $util.oneOfGetter($oneOfFields = ["powerMinW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(NeedPart.prototype, "_exportMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["exportMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(NeedPart.prototype, "_firstWh", {
                get: $util.oneOfGetter($oneOfFields = ["firstWh"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new NeedPart instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.NeedPart
             * @static
             * @param {chargepact.v1.NeedPart.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.NeedPart} NeedPart instance
             * @type {{
             *   (properties: chargepact.v1.NeedPart.$Shape): chargepact.v1.NeedPart & chargepact.v1.NeedPart.$Shape;
             *   (properties?: chargepact.v1.NeedPart.$Properties): chargepact.v1.NeedPart;
             * }}
             */
            NeedPart.create = function(properties) {
                return new NeedPart(properties);
            };

            /**
             * Encodes the specified NeedPart message. Does not implicitly {@link chargepact.v1.NeedPart.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.NeedPart
             * @static
             * @param {chargepact.v1.NeedPart.$Properties} message NeedPart message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NeedPart.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
                if (message.departureS != null && $Object.hasOwnProperty.call(message, "departureS") && message.departureS !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.departureS);
                if (message.energyWh != null && $Object.hasOwnProperty.call(message, "energyWh"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.energyWh);
                if (message.powerMaxW != null && $Object.hasOwnProperty.call(message, "powerMaxW"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.powerMaxW);
                if (message.powerMinW != null && $Object.hasOwnProperty.call(message, "powerMinW"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.powerMinW);
                if (message.exportMaxW != null && $Object.hasOwnProperty.call(message, "exportMaxW"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.exportMaxW);
                if (message.phases != null && message.phases.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).uint32s(message.phases);
                if (message.blendable != null && $Object.hasOwnProperty.call(message, "blendable") && message.blendable !== false)
                    writer.uint32(/* id 9, wireType 0 =*/72).bool(message.blendable);
                if (message.firstWh != null && $Object.hasOwnProperty.call(message, "firstWh"))
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.firstWh);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NeedPart message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.NeedPart
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.NeedPart & chargepact.v1.NeedPart.$Shape} NeedPart
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NeedPart.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.NeedPart();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.version = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.departureS = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.energyWh = reader.uint32();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.powerMaxW = reader.uint32();
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.powerMinW = reader.uint32();
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.exportMaxW = reader.uint32();
                            continue;
                        }
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.phases && message.phases.length))
                                    message.phases = [];
                                reader.uint32s(message.phases);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.phases && message.phases.length))
                                message.phases = [];
                            message.phases.push(reader.uint32());
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.blendable = value;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            message.firstWh = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return NeedPart;
        })();

        v1.Need = (function() {

            /**
             * Properties of a Need.
             * @typedef {Object} chargepact.v1.Need.$Properties
             * @property {Array.<chargepact.v1.NeedPart.$Properties>|null} [parts] 0 to 16 parts; none: nothing is needed.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Need.
             * @memberof chargepact.v1
             * @interface INeed
             * @augments chargepact.v1.Need.$Properties
             * @deprecated Use chargepact.v1.Need.$Properties instead.
             */

            /**
             * Shape of a Need.
             * @typedef {chargepact.v1.Need.$Properties} chargepact.v1.Need.$Shape
             */

            /**
             * Constructs a new Need.
             * @memberof chargepact.v1
             * @classdesc Holder: what is needed. Replaces the earlier need. Answered at once with an Offer that may propose nothing, which says that it has
             * arrived (what comes of it follows as a request of the grantor's own), or with Commit or Reject: INFEASIBLE where tier 1 of a part cannot be
             * met beside all that was admitted; the need before stands, and `feasible` holds as much as can be met (CP-NEG-13).
             * @constructor
             * @param {chargepact.v1.Need.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Need = function (properties) {
                this.parts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 0 to 16 parts; none: nothing is needed.
             * @member {Array.<chargepact.v1.NeedPart.$Properties>} parts
             * @memberof chargepact.v1.Need
             * @instance
             */
            Need.prototype.parts = $util.emptyArray;

            /**
             * Creates a new Need instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Need
             * @static
             * @param {chargepact.v1.Need.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Need} Need instance
             * @type {{
             *   (properties: chargepact.v1.Need.$Shape): chargepact.v1.Need & chargepact.v1.Need.$Shape;
             *   (properties?: chargepact.v1.Need.$Properties): chargepact.v1.Need;
             * }}
             */
            Need.create = function(properties) {
                return new Need(properties);
            };

            /**
             * Encodes the specified Need message. Does not implicitly {@link chargepact.v1.Need.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Need
             * @static
             * @param {chargepact.v1.Need.$Properties} message Need message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Need.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.parts != null && message.parts.length)
                    for (let i = 0; i < message.parts.length; ++i)
                        $root.chargepact.v1.NeedPart.encode(message.parts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Need message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Need
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Need & chargepact.v1.Need.$Shape} Need
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Need.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Need();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.parts && message.parts.length))
                                message.parts = [];
                            message.parts.push($root.chargepact.v1.NeedPart.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Need;
        })();

        v1.Offer = (function() {

            /**
             * Properties of an Offer.
             * @typedef {Object} chargepact.v1.Offer.$Properties
             * @property {number|null} [plan] Counts the plans of this grantor, 0 to 2^32 - 1.
             * @property {number|null} [round] This round, 0 to 1 000.
             * @property {number|null} [roundsMax] Most rounds of this plan, 0 to 1 000.
             * @property {number|null} [deadlineMs] Answers after this long from sending are late, 1 to 86 400 000 ms. Required.
             * @property {number|null} [scheduleMs] Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Required.
             * @property {chargepact.v1.PriceVector.$Properties|null} [prices] Absent: no prices are stated.
             * @property {Array.<Uint8Array>|null} [proposals] Encoded Terms: up to 5.
             * @property {number|null} [reservedMs] Each proposal binds the grantor for this long from sending, 1 to 86 400 000 ms; at most one reservation per holder is open
             * (CP-NEG-4). Absent: indicative. Never in a broadcast.
             * @property {Array.<number>|null} [needVersions] Versions of the needs that this answers, one per part: up to 16, each 0 to 2^32 - 1.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] What bounds the proposals: up to 16.
             * @property {Array.<chargepact.v1.PartPrices.$Properties>|null} [partPrices] Up to 16, each connector once: prices of those for which `prices` do not hold, because what limits them alone is scarcer.
             * @property {chargepact.v1.SumQuestion.$Properties|null} [sum] Asks an operator below for one profile of all its members at `prices`, whose steps it has. Absent: no such question. Never with
             * reserved_ms, nor in a broadcast (CP-SUM-1).
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Offer.
             * @memberof chargepact.v1
             * @interface IOffer
             * @augments chargepact.v1.Offer.$Properties
             * @deprecated Use chargepact.v1.Offer.$Properties instead.
             */

            /**
             * Shape of an Offer.
             * @typedef {chargepact.v1.Offer.$Properties} chargepact.v1.Offer.$Shape
             */

            /**
             * Constructs a new Offer.
             * @memberof chargepact.v1
             * @classdesc Grantor: asks (indicative) or binds itself until reserved_ms has passed (reserved). Answered with CounterOffer, Accept (of a reserved
             * one) or Reject. An increase goes out as a reserved offer with one proposal (CP-NEG-3).
             * @constructor
             * @param {chargepact.v1.Offer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Offer = function (properties) {
                this.proposals = [];
                this.needVersions = [];
                this.reasons = [];
                this.partPrices = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Counts the plans of this grantor, 0 to 2^32 - 1.
             * @member {number} plan
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.plan = 0;

            /**
             * This round, 0 to 1 000.
             * @member {number} round
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.round = 0;

            /**
             * Most rounds of this plan, 0 to 1 000.
             * @member {number} roundsMax
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.roundsMax = 0;

            /**
             * Answers after this long from sending are late, 1 to 86 400 000 ms. Required.
             * @member {number} deadlineMs
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.deadlineMs = 0;

            /**
             * Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms. Required.
             * @member {number|null|undefined} scheduleMs
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.scheduleMs = null;

            /**
             * Absent: no prices are stated.
             * @member {chargepact.v1.PriceVector.$Properties|null|undefined} prices
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.prices = null;

            /**
             * Encoded Terms: up to 5.
             * @member {Array.<Uint8Array>} proposals
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.proposals = $util.emptyArray;

            /**
             * Each proposal binds the grantor for this long from sending, 1 to 86 400 000 ms; at most one reservation per holder is open
             * (CP-NEG-4). Absent: indicative. Never in a broadcast.
             * @member {number|null|undefined} reservedMs
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.reservedMs = null;

            /**
             * Versions of the needs that this answers, one per part: up to 16, each 0 to 2^32 - 1.
             * @member {Array.<number>} needVersions
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.needVersions = $util.emptyArray;

            /**
             * What bounds the proposals: up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.reasons = $util.emptyArray;

            /**
             * Up to 16, each connector once: prices of those for which `prices` do not hold, because what limits them alone is scarcer.
             * @member {Array.<chargepact.v1.PartPrices.$Properties>} partPrices
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.partPrices = $util.emptyArray;

            /**
             * Asks an operator below for one profile of all its members at `prices`, whose steps it has. Absent: no such question. Never with
             * reserved_ms, nor in a broadcast (CP-SUM-1).
             * @member {chargepact.v1.SumQuestion.$Properties|null|undefined} sum
             * @memberof chargepact.v1.Offer
             * @instance
             */
            Offer.prototype.sum = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Offer.prototype, "_scheduleMs", {
                get: $util.oneOfGetter($oneOfFields = ["scheduleMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Offer.prototype, "_reservedMs", {
                get: $util.oneOfGetter($oneOfFields = ["reservedMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Offer instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Offer
             * @static
             * @param {chargepact.v1.Offer.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Offer} Offer instance
             * @type {{
             *   (properties: chargepact.v1.Offer.$Shape): chargepact.v1.Offer & chargepact.v1.Offer.$Shape;
             *   (properties?: chargepact.v1.Offer.$Properties): chargepact.v1.Offer;
             * }}
             */
            Offer.create = function(properties) {
                return new Offer(properties);
            };

            /**
             * Encodes the specified Offer message. Does not implicitly {@link chargepact.v1.Offer.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Offer
             * @static
             * @param {chargepact.v1.Offer.$Properties} message Offer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Offer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.plan);
                if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.round);
                if (message.roundsMax != null && $Object.hasOwnProperty.call(message, "roundsMax") && message.roundsMax !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.roundsMax);
                if (message.deadlineMs != null && $Object.hasOwnProperty.call(message, "deadlineMs") && message.deadlineMs !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.deadlineMs);
                if (message.scheduleMs != null && $Object.hasOwnProperty.call(message, "scheduleMs"))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.scheduleMs);
                if (message.prices != null && $Object.hasOwnProperty.call(message, "prices"))
                    $root.chargepact.v1.PriceVector.encode(message.prices, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.proposals != null && message.proposals.length)
                    for (let i = 0; i < message.proposals.length; ++i)
                        writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.proposals[i]);
                if (message.reservedMs != null && $Object.hasOwnProperty.call(message, "reservedMs"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.reservedMs);
                if (message.needVersions != null && message.needVersions.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).uint32s(message.needVersions);
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 10, wireType 2 =*/82).int32s(message.reasons);
                if (message.partPrices != null && message.partPrices.length)
                    for (let i = 0; i < message.partPrices.length; ++i)
                        $root.chargepact.v1.PartPrices.encode(message.partPrices[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.sum != null && $Object.hasOwnProperty.call(message, "sum"))
                    $root.chargepact.v1.SumQuestion.encode(message.sum, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Offer message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Offer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Offer & chargepact.v1.Offer.$Shape} Offer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Offer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Offer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.plan = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.round = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.roundsMax = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.deadlineMs = value;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            message.scheduleMs = reader.double();
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.prices = $root.chargepact.v1.PriceVector.decode(reader, reader.size(), $undefined, _depth + 1, message.prices);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.proposals && message.proposals.length))
                                message.proposals = [];
                            message.proposals.push(reader.bytes());
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.reservedMs = reader.uint32();
                            continue;
                        }
                    case 9: {
                            if (wireType === 2) {
                                if (!(message.needVersions && message.needVersions.length))
                                    message.needVersions = [];
                                reader.uint32s(message.needVersions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.needVersions && message.needVersions.length))
                                message.needVersions = [];
                            message.needVersions.push(reader.uint32());
                            continue;
                        }
                    case 10: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partPrices && message.partPrices.length))
                                message.partPrices = [];
                            message.partPrices.push($root.chargepact.v1.PartPrices.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            message.sum = $root.chargepact.v1.SumQuestion.decode(reader, reader.size(), $undefined, _depth + 1, message.sum);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Offer;
        })();

        v1.SumQuestion = (function() {

            /**
             * Properties of a SumQuestion.
             * @typedef {Object} chargepact.v1.SumQuestion.$Properties
             * @property {Array.<number>|null} [excessPpm] By how much the set asked for more (+) or less (-) than there is, millionths of its limits: one for each step of the prices, of
             * magnitude up to 100 000 000. Required.
             * @property {number|null} [stiffnessMicroPerKwh] A price that is so much higher moves a child by all of its limit, 1 to 9 007 199 254 740 991 µ/kWh. Required.
             * @property {number|null} [relaxMilli] 1 000 to 1 999 thousandths. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SumQuestion.
             * @memberof chargepact.v1
             * @interface ISumQuestion
             * @augments chargepact.v1.SumQuestion.$Properties
             * @deprecated Use chargepact.v1.SumQuestion.$Properties instead.
             */

            /**
             * Shape of a SumQuestion.
             * @typedef {chargepact.v1.SumQuestion.$Properties} chargepact.v1.SumQuestion.$Shape
             */

            /**
             * Constructs a new SumQuestion.
             * @memberof chargepact.v1
             * @classdesc What a set of children is asked in a round of clearing by sums. Each answers with the profile x, kW per step, that makes its declared
             * cost + Σ hours · (price · x + stiffness / (2 · limit) · (x - centre)²) least, as the one option of a CounterOffer. Its limit is the
             * power_max_w of its need, kW. Its centre is last - excess · limit; last is its fallback in the first round that it hears, later
             * relax · its last answer + (1 - relax) · the centre of that answer (CP-SUM-1).
             * @constructor
             * @param {chargepact.v1.SumQuestion.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SumQuestion = function (properties) {
                this.excessPpm = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * By how much the set asked for more (+) or less (-) than there is, millionths of its limits: one for each step of the prices, of
             * magnitude up to 100 000 000. Required.
             * @member {Array.<number>} excessPpm
             * @memberof chargepact.v1.SumQuestion
             * @instance
             */
            SumQuestion.prototype.excessPpm = $util.emptyArray;

            /**
             * A price that is so much higher moves a child by all of its limit, 1 to 9 007 199 254 740 991 µ/kWh. Required.
             * @member {number|null|undefined} stiffnessMicroPerKwh
             * @memberof chargepact.v1.SumQuestion
             * @instance
             */
            SumQuestion.prototype.stiffnessMicroPerKwh = null;

            /**
             * 1 000 to 1 999 thousandths. Required.
             * @member {number} relaxMilli
             * @memberof chargepact.v1.SumQuestion
             * @instance
             */
            SumQuestion.prototype.relaxMilli = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(SumQuestion.prototype, "_stiffnessMicroPerKwh", {
                get: $util.oneOfGetter($oneOfFields = ["stiffnessMicroPerKwh"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new SumQuestion instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.SumQuestion
             * @static
             * @param {chargepact.v1.SumQuestion.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.SumQuestion} SumQuestion instance
             * @type {{
             *   (properties: chargepact.v1.SumQuestion.$Shape): chargepact.v1.SumQuestion & chargepact.v1.SumQuestion.$Shape;
             *   (properties?: chargepact.v1.SumQuestion.$Properties): chargepact.v1.SumQuestion;
             * }}
             */
            SumQuestion.create = function(properties) {
                return new SumQuestion(properties);
            };

            /**
             * Encodes the specified SumQuestion message. Does not implicitly {@link chargepact.v1.SumQuestion.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.SumQuestion
             * @static
             * @param {chargepact.v1.SumQuestion.$Properties} message SumQuestion message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SumQuestion.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.excessPpm != null && message.excessPpm.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).sint32s(message.excessPpm);
                if (message.stiffnessMicroPerKwh != null && $Object.hasOwnProperty.call(message, "stiffnessMicroPerKwh"))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.stiffnessMicroPerKwh);
                if (message.relaxMilli != null && $Object.hasOwnProperty.call(message, "relaxMilli") && message.relaxMilli !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.relaxMilli);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SumQuestion message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.SumQuestion
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.SumQuestion & chargepact.v1.SumQuestion.$Shape} SumQuestion
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SumQuestion.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.SumQuestion();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType === 2) {
                                if (!(message.excessPpm && message.excessPpm.length))
                                    message.excessPpm = [];
                                reader.sint32s(message.excessPpm);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.excessPpm && message.excessPpm.length))
                                message.excessPpm = [];
                            message.excessPpm.push(reader.sint32());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            message.stiffnessMicroPerKwh = reader.double();
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.relaxMilli = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SumQuestion;
        })();

        v1.PartPrices = (function() {

            /**
             * Properties of a PartPrices.
             * @typedef {Object} chargepact.v1.PartPrices.$Properties
             * @property {number|null} [connector] 1 to 1 000. Required.
             * @property {chargepact.v1.PriceVector.$Properties|null} [prices] Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartPrices.
             * @memberof chargepact.v1
             * @interface IPartPrices
             * @augments chargepact.v1.PartPrices.$Properties
             * @deprecated Use chargepact.v1.PartPrices.$Properties instead.
             */

            /**
             * Shape of a PartPrices.
             * @typedef {chargepact.v1.PartPrices.$Properties} chargepact.v1.PartPrices.$Shape
             */

            /**
             * Constructs a new PartPrices.
             * @memberof chargepact.v1
             * @classdesc Prices that one connector pays, everything that limits it included.
             * @constructor
             * @param {chargepact.v1.PartPrices.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartPrices = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000. Required.
             * @member {number} connector
             * @memberof chargepact.v1.PartPrices
             * @instance
             */
            PartPrices.prototype.connector = 0;

            /**
             * Required.
             * @member {chargepact.v1.PriceVector.$Properties|null|undefined} prices
             * @memberof chargepact.v1.PartPrices
             * @instance
             */
            PartPrices.prototype.prices = null;

            /**
             * Creates a new PartPrices instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.PartPrices
             * @static
             * @param {chargepact.v1.PartPrices.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.PartPrices} PartPrices instance
             * @type {{
             *   (properties: chargepact.v1.PartPrices.$Shape): chargepact.v1.PartPrices & chargepact.v1.PartPrices.$Shape;
             *   (properties?: chargepact.v1.PartPrices.$Properties): chargepact.v1.PartPrices;
             * }}
             */
            PartPrices.create = function(properties) {
                return new PartPrices(properties);
            };

            /**
             * Encodes the specified PartPrices message. Does not implicitly {@link chargepact.v1.PartPrices.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.PartPrices
             * @static
             * @param {chargepact.v1.PartPrices.$Properties} message PartPrices message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartPrices.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.prices != null && $Object.hasOwnProperty.call(message, "prices"))
                    $root.chargepact.v1.PriceVector.encode(message.prices, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartPrices message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.PartPrices
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.PartPrices & chargepact.v1.PartPrices.$Shape} PartPrices
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartPrices.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.PartPrices();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.prices = $root.chargepact.v1.PriceVector.decode(reader, reader.size(), $undefined, _depth + 1, message.prices);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartPrices;
        })();

        /**
         * Which predictor stood behind a declared cost.
         * @name chargepact.v1.QuoteQuality
         * @enum {number}
         * @property {number} QUOTE_QUALITY_UNSPECIFIED=0 QUOTE_QUALITY_UNSPECIFIED value
         * @property {number} QUOTE_QUALITY_MODEL=1 A trained model, within its guard; model_hash names it.
         * @property {number} QUOTE_QUALITY_PHYSICS=2 A physical model of the cell.
         * @property {number} QUOTE_QUALITY_STATIC=3 A static table.
         */
        v1.QuoteQuality = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "QUOTE_QUALITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "QUOTE_QUALITY_MODEL"] = 1;
            values[valuesById[2] = "QUOTE_QUALITY_PHYSICS"] = 2;
            values[valuesById[3] = "QUOTE_QUALITY_STATIC"] = 3;
            return values;
        })();

        v1.HolderOption = (function() {

            /**
             * Properties of a HolderOption.
             * @typedef {Object} chargepact.v1.HolderOption.$Properties
             * @property {Uint8Array|null} [terms] An encoded Terms. Required.
             * @property {number|null} [costMicro] Wear (90th percentile) and the value of energy not delivered; energy price excluded. An integer of 0 to 9 007 199 254 740 991.
             * Required.
             * @property {string|null} [quoteId] Names the quote in the holder's own records: a token of up to 64 characters.
             * @property {number|null} [validMs] The option binds its holder for this long from sending, 1 to 86 400 000 ms (CP-NEG-5). Required.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] Why it is no better: up to 16.
             * @property {chargepact.v1.QuoteQuality|null} [quality] HolderOption quality
             * @property {Uint8Array|null} [modelHash] First 8 bytes of the model's hash; empty for physics and static tables.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a HolderOption.
             * @memberof chargepact.v1
             * @interface IHolderOption
             * @augments chargepact.v1.HolderOption.$Properties
             * @deprecated Use chargepact.v1.HolderOption.$Properties instead.
             */

            /**
             * Shape of a HolderOption.
             * @typedef {chargepact.v1.HolderOption.$Properties} chargepact.v1.HolderOption.$Shape
             */

            /**
             * Constructs a new HolderOption.
             * @memberof chargepact.v1
             * @classdesc Terms that the holder can keep, with what they cost it (CP-NEG-7).
             * @constructor
             * @param {chargepact.v1.HolderOption.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HolderOption = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * An encoded Terms. Required.
             * @member {Uint8Array} terms
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.terms = $util.newBuffer([]);

            /**
             * Wear (90th percentile) and the value of energy not delivered; energy price excluded. An integer of 0 to 9 007 199 254 740 991.
             * Required.
             * @member {number|null|undefined} costMicro
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.costMicro = null;

            /**
             * Names the quote in the holder's own records: a token of up to 64 characters.
             * @member {string} quoteId
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.quoteId = "";

            /**
             * The option binds its holder for this long from sending, 1 to 86 400 000 ms (CP-NEG-5). Required.
             * @member {number} validMs
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.validMs = 0;

            /**
             * Why it is no better: up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.reasons = $util.emptyArray;

            /**
             * HolderOption quality.
             * @member {chargepact.v1.QuoteQuality} quality
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.quality = 0;

            /**
             * First 8 bytes of the model's hash; empty for physics and static tables.
             * @member {Uint8Array} modelHash
             * @memberof chargepact.v1.HolderOption
             * @instance
             */
            HolderOption.prototype.modelHash = $util.newBuffer([]);

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(HolderOption.prototype, "_costMicro", {
                get: $util.oneOfGetter($oneOfFields = ["costMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new HolderOption instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.HolderOption
             * @static
             * @param {chargepact.v1.HolderOption.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.HolderOption} HolderOption instance
             * @type {{
             *   (properties: chargepact.v1.HolderOption.$Shape): chargepact.v1.HolderOption & chargepact.v1.HolderOption.$Shape;
             *   (properties?: chargepact.v1.HolderOption.$Properties): chargepact.v1.HolderOption;
             * }}
             */
            HolderOption.create = function(properties) {
                return new HolderOption(properties);
            };

            /**
             * Encodes the specified HolderOption message. Does not implicitly {@link chargepact.v1.HolderOption.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.HolderOption
             * @static
             * @param {chargepact.v1.HolderOption.$Properties} message HolderOption message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HolderOption.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.terms != null && $Object.hasOwnProperty.call(message, "terms") && message.terms.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.terms);
                if (message.costMicro != null && $Object.hasOwnProperty.call(message, "costMicro"))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.costMicro);
                if (message.quoteId != null && $Object.hasOwnProperty.call(message, "quoteId") && message.quoteId !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.quoteId);
                if (message.validMs != null && $Object.hasOwnProperty.call(message, "validMs") && message.validMs !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.validMs);
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).int32s(message.reasons);
                if (message.quality != null && $Object.hasOwnProperty.call(message, "quality") && message.quality !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.quality);
                if (message.modelHash != null && $Object.hasOwnProperty.call(message, "modelHash") && message.modelHash.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.modelHash);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a HolderOption message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.HolderOption
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.HolderOption & chargepact.v1.HolderOption.$Shape} HolderOption
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HolderOption.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.HolderOption();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.terms = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            message.costMicro = reader.double();
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.quoteId = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.validMs = value;
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.quality = value;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.modelHash = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return HolderOption;
        })();

        v1.CounterOffer = (function() {

            /**
             * Properties of a CounterOffer.
             * @typedef {Object} chargepact.v1.CounterOffer.$Properties
             * @property {number|null} [plan] Plan of the offer, 0 to 2^32 - 1.
             * @property {Array.<number>|null} [needVersions] Versions of the needs that the options serve, one per part: up to 16, each 0 to 2^32 - 1.
             * @property {Array.<chargepact.v1.HolderOption.$Properties>|null} [options] Up to 16; of a relay, each for one of its connectors.
             * @property {number|null} [bestValueMicro] Value of the holder's best answer at the offered prices: an integer of magnitude up to 9 007 199 254 740 991. Absent: not stated.
             * @property {Array.<chargepact.v1.PartValue.$Properties>|null} [partValues] A relay: the same for each of its connectors that answered. Up to 16, connectors distinct.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CounterOffer.
             * @memberof chargepact.v1
             * @interface ICounterOffer
             * @augments chargepact.v1.CounterOffer.$Properties
             * @deprecated Use chargepact.v1.CounterOffer.$Properties instead.
             */

            /**
             * Shape of a CounterOffer.
             * @typedef {chargepact.v1.CounterOffer.$Properties} chargepact.v1.CounterOffer.$Shape
             */

            /**
             * Constructs a new CounterOffer.
             * @memberof chargepact.v1
             * @classdesc Holder: what it can keep instead. Answered with Offer, Commit or Reject.
             * @constructor
             * @param {chargepact.v1.CounterOffer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CounterOffer = function (properties) {
                this.needVersions = [];
                this.options = [];
                this.partValues = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Plan of the offer, 0 to 2^32 - 1.
             * @member {number} plan
             * @memberof chargepact.v1.CounterOffer
             * @instance
             */
            CounterOffer.prototype.plan = 0;

            /**
             * Versions of the needs that the options serve, one per part: up to 16, each 0 to 2^32 - 1.
             * @member {Array.<number>} needVersions
             * @memberof chargepact.v1.CounterOffer
             * @instance
             */
            CounterOffer.prototype.needVersions = $util.emptyArray;

            /**
             * Up to 16; of a relay, each for one of its connectors.
             * @member {Array.<chargepact.v1.HolderOption.$Properties>} options
             * @memberof chargepact.v1.CounterOffer
             * @instance
             */
            CounterOffer.prototype.options = $util.emptyArray;

            /**
             * Value of the holder's best answer at the offered prices: an integer of magnitude up to 9 007 199 254 740 991. Absent: not stated.
             * @member {number|null|undefined} bestValueMicro
             * @memberof chargepact.v1.CounterOffer
             * @instance
             */
            CounterOffer.prototype.bestValueMicro = null;

            /**
             * A relay: the same for each of its connectors that answered. Up to 16, connectors distinct.
             * @member {Array.<chargepact.v1.PartValue.$Properties>} partValues
             * @memberof chargepact.v1.CounterOffer
             * @instance
             */
            CounterOffer.prototype.partValues = $util.emptyArray;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CounterOffer.prototype, "_bestValueMicro", {
                get: $util.oneOfGetter($oneOfFields = ["bestValueMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new CounterOffer instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.CounterOffer
             * @static
             * @param {chargepact.v1.CounterOffer.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.CounterOffer} CounterOffer instance
             * @type {{
             *   (properties: chargepact.v1.CounterOffer.$Shape): chargepact.v1.CounterOffer & chargepact.v1.CounterOffer.$Shape;
             *   (properties?: chargepact.v1.CounterOffer.$Properties): chargepact.v1.CounterOffer;
             * }}
             */
            CounterOffer.create = function(properties) {
                return new CounterOffer(properties);
            };

            /**
             * Encodes the specified CounterOffer message. Does not implicitly {@link chargepact.v1.CounterOffer.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.CounterOffer
             * @static
             * @param {chargepact.v1.CounterOffer.$Properties} message CounterOffer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CounterOffer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.plan);
                if (message.needVersions != null && message.needVersions.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.needVersions);
                if (message.options != null && message.options.length)
                    for (let i = 0; i < message.options.length; ++i)
                        $root.chargepact.v1.HolderOption.encode(message.options[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.bestValueMicro != null && $Object.hasOwnProperty.call(message, "bestValueMicro"))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.bestValueMicro);
                if (message.partValues != null && message.partValues.length)
                    for (let i = 0; i < message.partValues.length; ++i)
                        $root.chargepact.v1.PartValue.encode(message.partValues[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CounterOffer message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.CounterOffer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.CounterOffer & chargepact.v1.CounterOffer.$Shape} CounterOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CounterOffer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.CounterOffer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.plan = value;
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.needVersions && message.needVersions.length))
                                    message.needVersions = [];
                                reader.uint32s(message.needVersions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.needVersions && message.needVersions.length))
                                message.needVersions = [];
                            message.needVersions.push(reader.uint32());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.options && message.options.length))
                                message.options = [];
                            message.options.push($root.chargepact.v1.HolderOption.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            message.bestValueMicro = reader.double();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partValues && message.partValues.length))
                                message.partValues = [];
                            message.partValues.push($root.chargepact.v1.PartValue.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CounterOffer;
        })();

        v1.PartValue = (function() {

            /**
             * Properties of a PartValue.
             * @typedef {Object} chargepact.v1.PartValue.$Properties
             * @property {number|null} [connector] 1 to 1 000. Required.
             * @property {number|null} [bestValueMicro] An integer of magnitude up to 9 007 199 254 740 991. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PartValue.
             * @memberof chargepact.v1
             * @interface IPartValue
             * @augments chargepact.v1.PartValue.$Properties
             * @deprecated Use chargepact.v1.PartValue.$Properties instead.
             */

            /**
             * Shape of a PartValue.
             * @typedef {chargepact.v1.PartValue.$Properties} chargepact.v1.PartValue.$Shape
             */

            /**
             * Constructs a new PartValue.
             * @memberof chargepact.v1
             * @classdesc Value of the best answer of what is plugged into one connector.
             * @constructor
             * @param {chargepact.v1.PartValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PartValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000. Required.
             * @member {number} connector
             * @memberof chargepact.v1.PartValue
             * @instance
             */
            PartValue.prototype.connector = 0;

            /**
             * An integer of magnitude up to 9 007 199 254 740 991. Required.
             * @member {number|null|undefined} bestValueMicro
             * @memberof chargepact.v1.PartValue
             * @instance
             */
            PartValue.prototype.bestValueMicro = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PartValue.prototype, "_bestValueMicro", {
                get: $util.oneOfGetter($oneOfFields = ["bestValueMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new PartValue instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.PartValue
             * @static
             * @param {chargepact.v1.PartValue.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.PartValue} PartValue instance
             * @type {{
             *   (properties: chargepact.v1.PartValue.$Shape): chargepact.v1.PartValue & chargepact.v1.PartValue.$Shape;
             *   (properties?: chargepact.v1.PartValue.$Properties): chargepact.v1.PartValue;
             * }}
             */
            PartValue.create = function(properties) {
                return new PartValue(properties);
            };

            /**
             * Encodes the specified PartValue message. Does not implicitly {@link chargepact.v1.PartValue.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.PartValue
             * @static
             * @param {chargepact.v1.PartValue.$Properties} message PartValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PartValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.bestValueMicro != null && $Object.hasOwnProperty.call(message, "bestValueMicro"))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.bestValueMicro);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PartValue message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.PartValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.PartValue & chargepact.v1.PartValue.$Shape} PartValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PartValue.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.PartValue();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            message.bestValueMicro = reader.double();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PartValue;
        })();

        v1.Accept = (function() {

            /**
             * Properties of an Accept.
             * @typedef {Object} chargepact.v1.Accept.$Properties
             * @property {number|null} [plan] Plan of the offer, 0 to 2^32 - 1.
             * @property {Uint8Array|null} [hash] Hash of the proposal, 16 bytes. Required.
             * @property {Array.<number>|null} [needVersions] Versions of the needs it serves, one per part: up to 16, each 0 to 2^32 - 1.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Accept.
             * @memberof chargepact.v1
             * @interface IAccept
             * @augments chargepact.v1.Accept.$Properties
             * @deprecated Use chargepact.v1.Accept.$Properties instead.
             */

            /**
             * Shape of an Accept.
             * @typedef {chargepact.v1.Accept.$Properties} chargepact.v1.Accept.$Shape
             */

            /**
             * Constructs a new Accept.
             * @memberof chargepact.v1
             * @classdesc Holder: takes one reserved proposal. Answered with Commit, or Reject: UNKNOWN_PROPOSAL, OFFER_EXPIRED (CP-NEG-2).
             * @constructor
             * @param {chargepact.v1.Accept.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Accept = function (properties) {
                this.needVersions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Plan of the offer, 0 to 2^32 - 1.
             * @member {number} plan
             * @memberof chargepact.v1.Accept
             * @instance
             */
            Accept.prototype.plan = 0;

            /**
             * Hash of the proposal, 16 bytes. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.Accept
             * @instance
             */
            Accept.prototype.hash = $util.newBuffer([]);

            /**
             * Versions of the needs it serves, one per part: up to 16, each 0 to 2^32 - 1.
             * @member {Array.<number>} needVersions
             * @memberof chargepact.v1.Accept
             * @instance
             */
            Accept.prototype.needVersions = $util.emptyArray;

            /**
             * Creates a new Accept instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Accept
             * @static
             * @param {chargepact.v1.Accept.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Accept} Accept instance
             * @type {{
             *   (properties: chargepact.v1.Accept.$Shape): chargepact.v1.Accept & chargepact.v1.Accept.$Shape;
             *   (properties?: chargepact.v1.Accept.$Properties): chargepact.v1.Accept;
             * }}
             */
            Accept.create = function(properties) {
                return new Accept(properties);
            };

            /**
             * Encodes the specified Accept message. Does not implicitly {@link chargepact.v1.Accept.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Accept
             * @static
             * @param {chargepact.v1.Accept.$Properties} message Accept message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Accept.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.plan);
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                if (message.needVersions != null && message.needVersions.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.needVersions);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Accept message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Accept
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Accept & chargepact.v1.Accept.$Shape} Accept
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Accept.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Accept();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.plan = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.needVersions && message.needVersions.length))
                                    message.needVersions = [];
                                reader.uint32s(message.needVersions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.needVersions && message.needVersions.length))
                                message.needVersions = [];
                            message.needVersions.push(reader.uint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Accept;
        })();

        v1.Commit = (function() {

            /**
             * Properties of a Commit.
             * @typedef {Object} chargepact.v1.Commit.$Properties
             * @property {number|null} [plan] Plan that it came from, 0 to 2^32 - 1.
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Required (CP-LEASE-1).
             * @property {number|null} [ttlMs] The lease ends this long after the holder first sent the request in `echo`, 1 to 86 400 000 ms (CP-LEASE-2). Required.
             * @property {number|null} [graceMs] The grantor reclaims only this long after ttl_ms from its own sending, 0 to 86 400 000 ms (CP-LEASE-4). Required.
             * @property {Uint8Array|null} [terms] An encoded Terms. Required.
             * @property {Array.<number>|null} [needVersions] Versions of the needs that it serves, one per part: up to 16, each 0 to 2^32 - 1. On an older one only what lowers is taken
             * (CP-NEG-5).
             * @property {chargepact.v1.MessageRef.$Properties|null} [echo] Newest request (Need, CounterOffer, Accept, Renew, also where it was an answer) that the grantor has received from this holder in
             * this session. Of an unknown or expired one only what lowers is taken (CP-LEASE-3). Required.
             * @property {number|null} [scheduleMs] Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required.
             * @property {chargepact.v1.Fallback.$Properties|null} [fallback] The fallback now admitted (CP-FALL-2). Required.
             * @property {chargepact.v1.PriceVector.$Properties|null} [settlement] Prices of metered energy while this is in force, what rows cost included, on a grid of their own; at most 400 bytes (CP-PRICE-1).
             * Absent, and before and after them: not settled by price.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] What bounds it: up to 16.
             * @property {Array.<chargepact.v1.Blend.$Properties>|null} [blends] Up to 16, each connector once: how its schedule is mixed from the holder's own options (CP-NEG-10). Absent: the terms are one option
             * or an accepted proposal, or only lower.
             * @property {Array.<chargepact.v1.PartPrices.$Properties>|null} [partSettlements] Up to 16, each connector once: prices of those for which `settlement` does not hold, because what limits them alone is scarcer.
             * @property {number|null} [imbalanceMicroPerKwh] Least price of energy by which metered and committed energy differ, 0 to 1 000 000 000; it pays that, or the magnitude of its price
             * where that is more, beside the price itself (CP-PRICE-2). Absent: the magnitude of its price.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Commit.
             * @memberof chargepact.v1
             * @interface ICommit
             * @augments chargepact.v1.Commit.$Properties
             * @deprecated Use chargepact.v1.Commit.$Properties instead.
             */

            /**
             * Shape of a Commit.
             * @typedef {chargepact.v1.Commit.$Properties} chargepact.v1.Commit.$Shape
             */

            /**
             * Constructs a new Commit.
             * @memberof chargepact.v1
             * @classdesc Grantor: grants a lease. It replaces the one before at once where it lowers, and where it rises once this arrives. Answered with
             * CommitAck; with Status while a decrease is not complete (CP-LEASE-9).
             * @constructor
             * @param {chargepact.v1.Commit.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Commit = function (properties) {
                this.needVersions = [];
                this.reasons = [];
                this.blends = [];
                this.partSettlements = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Plan that it came from, 0 to 2^32 - 1.
             * @member {number} plan
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.plan = 0;

            /**
             * Required (CP-LEASE-1).
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.version = null;

            /**
             * The lease ends this long after the holder first sent the request in `echo`, 1 to 86 400 000 ms (CP-LEASE-2). Required.
             * @member {number} ttlMs
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.ttlMs = 0;

            /**
             * The grantor reclaims only this long after ttl_ms from its own sending, 0 to 86 400 000 ms (CP-LEASE-4). Required.
             * @member {number|null|undefined} graceMs
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.graceMs = null;

            /**
             * An encoded Terms. Required.
             * @member {Uint8Array} terms
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.terms = $util.newBuffer([]);

            /**
             * Versions of the needs that it serves, one per part: up to 16, each 0 to 2^32 - 1. On an older one only what lowers is taken
             * (CP-NEG-5).
             * @member {Array.<number>} needVersions
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.needVersions = $util.emptyArray;

            /**
             * Newest request (Need, CounterOffer, Accept, Renew, also where it was an answer) that the grantor has received from this holder in
             * this session. Of an unknown or expired one only what lowers is taken (CP-LEASE-3). Required.
             * @member {chargepact.v1.MessageRef.$Properties|null|undefined} echo
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.echo = null;

            /**
             * Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required.
             * @member {number|null|undefined} scheduleMs
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.scheduleMs = null;

            /**
             * The fallback now admitted (CP-FALL-2). Required.
             * @member {chargepact.v1.Fallback.$Properties|null|undefined} fallback
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.fallback = null;

            /**
             * Prices of metered energy while this is in force, what rows cost included, on a grid of their own; at most 400 bytes (CP-PRICE-1).
             * Absent, and before and after them: not settled by price.
             * @member {chargepact.v1.PriceVector.$Properties|null|undefined} settlement
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.settlement = null;

            /**
             * What bounds it: up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.reasons = $util.emptyArray;

            /**
             * Up to 16, each connector once: how its schedule is mixed from the holder's own options (CP-NEG-10). Absent: the terms are one option
             * or an accepted proposal, or only lower.
             * @member {Array.<chargepact.v1.Blend.$Properties>} blends
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.blends = $util.emptyArray;

            /**
             * Up to 16, each connector once: prices of those for which `settlement` does not hold, because what limits them alone is scarcer.
             * @member {Array.<chargepact.v1.PartPrices.$Properties>} partSettlements
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.partSettlements = $util.emptyArray;

            /**
             * Least price of energy by which metered and committed energy differ, 0 to 1 000 000 000; it pays that, or the magnitude of its price
             * where that is more, beside the price itself (CP-PRICE-2). Absent: the magnitude of its price.
             * @member {number|null|undefined} imbalanceMicroPerKwh
             * @memberof chargepact.v1.Commit
             * @instance
             */
            Commit.prototype.imbalanceMicroPerKwh = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Commit.prototype, "_graceMs", {
                get: $util.oneOfGetter($oneOfFields = ["graceMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Commit.prototype, "_scheduleMs", {
                get: $util.oneOfGetter($oneOfFields = ["scheduleMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Commit.prototype, "_imbalanceMicroPerKwh", {
                get: $util.oneOfGetter($oneOfFields = ["imbalanceMicroPerKwh"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Commit instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Commit
             * @static
             * @param {chargepact.v1.Commit.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Commit} Commit instance
             * @type {{
             *   (properties: chargepact.v1.Commit.$Shape): chargepact.v1.Commit & chargepact.v1.Commit.$Shape;
             *   (properties?: chargepact.v1.Commit.$Properties): chargepact.v1.Commit;
             * }}
             */
            Commit.create = function(properties) {
                return new Commit(properties);
            };

            /**
             * Encodes the specified Commit message. Does not implicitly {@link chargepact.v1.Commit.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Commit
             * @static
             * @param {chargepact.v1.Commit.$Properties} message Commit message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Commit.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.plan);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && message.ttlMs !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ttlMs);
                if (message.graceMs != null && $Object.hasOwnProperty.call(message, "graceMs"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.graceMs);
                if (message.terms != null && $Object.hasOwnProperty.call(message, "terms") && message.terms.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.terms);
                if (message.needVersions != null && message.needVersions.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.needVersions);
                if (message.echo != null && $Object.hasOwnProperty.call(message, "echo"))
                    $root.chargepact.v1.MessageRef.encode(message.echo, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.scheduleMs != null && $Object.hasOwnProperty.call(message, "scheduleMs"))
                    writer.uint32(/* id 8, wireType 1 =*/65).double(message.scheduleMs);
                if (message.fallback != null && $Object.hasOwnProperty.call(message, "fallback"))
                    $root.chargepact.v1.Fallback.encode(message.fallback, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.settlement != null && $Object.hasOwnProperty.call(message, "settlement"))
                    $root.chargepact.v1.PriceVector.encode(message.settlement, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 11, wireType 2 =*/90).int32s(message.reasons);
                if (message.blends != null && message.blends.length)
                    for (let i = 0; i < message.blends.length; ++i)
                        $root.chargepact.v1.Blend.encode(message.blends[i], writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.partSettlements != null && message.partSettlements.length)
                    for (let i = 0; i < message.partSettlements.length; ++i)
                        $root.chargepact.v1.PartPrices.encode(message.partSettlements[i], writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.imbalanceMicroPerKwh != null && $Object.hasOwnProperty.call(message, "imbalanceMicroPerKwh"))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.imbalanceMicroPerKwh);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Commit message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Commit
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Commit & chargepact.v1.Commit.$Shape} Commit
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Commit.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Commit();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.plan = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ttlMs = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.graceMs = reader.uint32();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.terms = value;
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.needVersions && message.needVersions.length))
                                    message.needVersions = [];
                                reader.uint32s(message.needVersions);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.needVersions && message.needVersions.length))
                                message.needVersions = [];
                            message.needVersions.push(reader.uint32());
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.echo = $root.chargepact.v1.MessageRef.decode(reader, reader.size(), $undefined, _depth + 1, message.echo);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            message.scheduleMs = reader.double();
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.fallback = $root.chargepact.v1.Fallback.decode(reader, reader.size(), $undefined, _depth + 1, message.fallback);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            message.settlement = $root.chargepact.v1.PriceVector.decode(reader, reader.size(), $undefined, _depth + 1, message.settlement);
                            continue;
                        }
                    case 11: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if (!(message.blends && message.blends.length))
                                message.blends = [];
                            message.blends.push($root.chargepact.v1.Blend.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            if (!(message.partSettlements && message.partSettlements.length))
                                message.partSettlements = [];
                            message.partSettlements.push($root.chargepact.v1.PartPrices.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            message.imbalanceMicroPerKwh = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Commit;
        })();

        v1.BlendWeight = (function() {

            /**
             * Properties of a BlendWeight.
             * @typedef {Object} chargepact.v1.BlendWeight.$Properties
             * @property {Uint8Array|null} [hash] Hash of the option's terms, 16 bytes. Required.
             * @property {number|null} [weight] In 65 536ths, 1 to 65 536. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BlendWeight.
             * @memberof chargepact.v1
             * @interface IBlendWeight
             * @augments chargepact.v1.BlendWeight.$Properties
             * @deprecated Use chargepact.v1.BlendWeight.$Properties instead.
             */

            /**
             * Shape of a BlendWeight.
             * @typedef {chargepact.v1.BlendWeight.$Properties} chargepact.v1.BlendWeight.$Shape
             */

            /**
             * Constructs a new BlendWeight.
             * @memberof chargepact.v1
             * @classdesc One option's share in a mixture.
             * @constructor
             * @param {chargepact.v1.BlendWeight.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BlendWeight = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hash of the option's terms, 16 bytes. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.BlendWeight
             * @instance
             */
            BlendWeight.prototype.hash = $util.newBuffer([]);

            /**
             * In 65 536ths, 1 to 65 536. Required.
             * @member {number} weight
             * @memberof chargepact.v1.BlendWeight
             * @instance
             */
            BlendWeight.prototype.weight = 0;

            /**
             * Creates a new BlendWeight instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.BlendWeight
             * @static
             * @param {chargepact.v1.BlendWeight.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.BlendWeight} BlendWeight instance
             * @type {{
             *   (properties: chargepact.v1.BlendWeight.$Shape): chargepact.v1.BlendWeight & chargepact.v1.BlendWeight.$Shape;
             *   (properties?: chargepact.v1.BlendWeight.$Properties): chargepact.v1.BlendWeight;
             * }}
             */
            BlendWeight.create = function(properties) {
                return new BlendWeight(properties);
            };

            /**
             * Encodes the specified BlendWeight message. Does not implicitly {@link chargepact.v1.BlendWeight.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.BlendWeight
             * @static
             * @param {chargepact.v1.BlendWeight.$Properties} message BlendWeight message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BlendWeight.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.hash);
                if (message.weight != null && $Object.hasOwnProperty.call(message, "weight") && message.weight !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.weight);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BlendWeight message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.BlendWeight
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.BlendWeight & chargepact.v1.BlendWeight.$Shape} BlendWeight
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BlendWeight.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.BlendWeight();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.weight = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return BlendWeight;
        })();

        v1.Blend = (function() {

            /**
             * Properties of a Blend.
             * @typedef {Object} chargepact.v1.Blend.$Properties
             * @property {number|null} [connector] 1 to 1 000. Required.
             * @property {Array.<chargepact.v1.BlendWeight.$Properties>|null} [weights] 1 to 24, whose sum is 65 536 (CP-WIRE-15). Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Blend.
             * @memberof chargepact.v1
             * @interface IBlend
             * @augments chargepact.v1.Blend.$Properties
             * @deprecated Use chargepact.v1.Blend.$Properties instead.
             */

            /**
             * Shape of a Blend.
             * @typedef {chargepact.v1.Blend.$Properties} chargepact.v1.Blend.$Shape
             */

            /**
             * Constructs a new Blend.
             * @memberof chargepact.v1
             * @classdesc The schedule of one connector as a mixture: in every step the mean of that connector's power over the options, by their weights.
             * @constructor
             * @param {chargepact.v1.Blend.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Blend = function (properties) {
                this.weights = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 1 to 1 000. Required.
             * @member {number} connector
             * @memberof chargepact.v1.Blend
             * @instance
             */
            Blend.prototype.connector = 0;

            /**
             * 1 to 24, whose sum is 65 536 (CP-WIRE-15). Required.
             * @member {Array.<chargepact.v1.BlendWeight.$Properties>} weights
             * @memberof chargepact.v1.Blend
             * @instance
             */
            Blend.prototype.weights = $util.emptyArray;

            /**
             * Creates a new Blend instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Blend
             * @static
             * @param {chargepact.v1.Blend.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Blend} Blend instance
             * @type {{
             *   (properties: chargepact.v1.Blend.$Shape): chargepact.v1.Blend & chargepact.v1.Blend.$Shape;
             *   (properties?: chargepact.v1.Blend.$Properties): chargepact.v1.Blend;
             * }}
             */
            Blend.create = function(properties) {
                return new Blend(properties);
            };

            /**
             * Encodes the specified Blend message. Does not implicitly {@link chargepact.v1.Blend.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Blend
             * @static
             * @param {chargepact.v1.Blend.$Properties} message Blend message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Blend.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.connector != null && $Object.hasOwnProperty.call(message, "connector") && message.connector !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.connector);
                if (message.weights != null && message.weights.length)
                    for (let i = 0; i < message.weights.length; ++i)
                        $root.chargepact.v1.BlendWeight.encode(message.weights[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Blend message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Blend
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Blend & chargepact.v1.Blend.$Shape} Blend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Blend.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Blend();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.connector = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.weights && message.weights.length))
                                message.weights = [];
                            message.weights.push($root.chargepact.v1.BlendWeight.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Blend;
        })();

        v1.CommitAck = (function() {

            /**
             * Properties of a CommitAck.
             * @typedef {Object} chargepact.v1.CommitAck.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Required.
             * @property {Uint8Array|null} [hash] Hash of the terms as received, 16 bytes. Required.
             * @property {boolean|null} [taken] False: taken only where it lowers, or not at all.
             * @property {chargepact.v1.RejectReason|null} [reject] Why it was not taken. Absent: it was.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CommitAck.
             * @memberof chargepact.v1
             * @interface ICommitAck
             * @augments chargepact.v1.CommitAck.$Properties
             * @deprecated Use chargepact.v1.CommitAck.$Properties instead.
             */

            /**
             * Shape of a CommitAck.
             * @typedef {chargepact.v1.CommitAck.$Properties} chargepact.v1.CommitAck.$Shape
             */

            /**
             * Constructs a new CommitAck.
             * @memberof chargepact.v1
             * @classdesc Holder: answers a Commit once its power and its own bookings fit it.
             * @constructor
             * @param {chargepact.v1.CommitAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CommitAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.CommitAck
             * @instance
             */
            CommitAck.prototype.version = null;

            /**
             * Hash of the terms as received, 16 bytes. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.CommitAck
             * @instance
             */
            CommitAck.prototype.hash = $util.newBuffer([]);

            /**
             * False: taken only where it lowers, or not at all.
             * @member {boolean} taken
             * @memberof chargepact.v1.CommitAck
             * @instance
             */
            CommitAck.prototype.taken = false;

            /**
             * Why it was not taken. Absent: it was.
             * @member {chargepact.v1.RejectReason|null|undefined} reject
             * @memberof chargepact.v1.CommitAck
             * @instance
             */
            CommitAck.prototype.reject = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(CommitAck.prototype, "_reject", {
                get: $util.oneOfGetter($oneOfFields = ["reject"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new CommitAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.CommitAck
             * @static
             * @param {chargepact.v1.CommitAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.CommitAck} CommitAck instance
             * @type {{
             *   (properties: chargepact.v1.CommitAck.$Shape): chargepact.v1.CommitAck & chargepact.v1.CommitAck.$Shape;
             *   (properties?: chargepact.v1.CommitAck.$Properties): chargepact.v1.CommitAck;
             * }}
             */
            CommitAck.create = function(properties) {
                return new CommitAck(properties);
            };

            /**
             * Encodes the specified CommitAck message. Does not implicitly {@link chargepact.v1.CommitAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.CommitAck
             * @static
             * @param {chargepact.v1.CommitAck.$Properties} message CommitAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CommitAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                if (message.taken != null && $Object.hasOwnProperty.call(message, "taken") && message.taken !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.taken);
                if (message.reject != null && $Object.hasOwnProperty.call(message, "reject"))
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.reject);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CommitAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.CommitAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.CommitAck & chargepact.v1.CommitAck.$Shape} CommitAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CommitAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.CommitAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.taken = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.reject = reader.int32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CommitAck;
        })();

        v1.Renew = (function() {

            /**
             * Properties of a Renew.
             * @typedef {Object} chargepact.v1.Renew.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Required.
             * @property {Uint8Array|null} [hash] Hash of its terms, 16 bytes. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Renew.
             * @memberof chargepact.v1
             * @interface IRenew
             * @augments chargepact.v1.Renew.$Properties
             * @deprecated Use chargepact.v1.Renew.$Properties instead.
             */

            /**
             * Shape of a Renew.
             * @typedef {chargepact.v1.Renew.$Properties} chargepact.v1.Renew.$Shape
             */

            /**
             * Constructs a new Renew.
             * @memberof chargepact.v1
             * @classdesc Holder: asks to keep the lease, after a third of its ttl (CP-LEASE-6). Answered with RenewAck; with the newest Commit where the version
             * is older; or Reject.
             * @constructor
             * @param {chargepact.v1.Renew.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Renew = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Renew
             * @instance
             */
            Renew.prototype.version = null;

            /**
             * Hash of its terms, 16 bytes. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.Renew
             * @instance
             */
            Renew.prototype.hash = $util.newBuffer([]);

            /**
             * Creates a new Renew instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Renew
             * @static
             * @param {chargepact.v1.Renew.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Renew} Renew instance
             * @type {{
             *   (properties: chargepact.v1.Renew.$Shape): chargepact.v1.Renew & chargepact.v1.Renew.$Shape;
             *   (properties?: chargepact.v1.Renew.$Properties): chargepact.v1.Renew;
             * }}
             */
            Renew.create = function(properties) {
                return new Renew(properties);
            };

            /**
             * Encodes the specified Renew message. Does not implicitly {@link chargepact.v1.Renew.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Renew
             * @static
             * @param {chargepact.v1.Renew.$Properties} message Renew message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Renew.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Renew message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Renew
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Renew & chargepact.v1.Renew.$Shape} Renew
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Renew.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Renew();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Renew;
        })();

        v1.RenewAck = (function() {

            /**
             * Properties of a RenewAck.
             * @typedef {Object} chargepact.v1.RenewAck.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Required.
             * @property {Uint8Array|null} [hash] Hash of its terms, 16 bytes. Required.
             * @property {number|null} [ttlMs] 1 to 86 400 000 ms. Required.
             * @property {chargepact.v1.MessageRef.$Properties|null} [echo] Newest request received from this holder in this session. Required.
             * @property {number|null} [scheduleMs] Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RenewAck.
             * @memberof chargepact.v1
             * @interface IRenewAck
             * @augments chargepact.v1.RenewAck.$Properties
             * @deprecated Use chargepact.v1.RenewAck.$Properties instead.
             */

            /**
             * Shape of a RenewAck.
             * @typedef {chargepact.v1.RenewAck.$Properties} chargepact.v1.RenewAck.$Shape
             */

            /**
             * Constructs a new RenewAck.
             * @memberof chargepact.v1
             * @classdesc Grantor: the lease now ends ttl_ms after the holder first sent the request in `echo` (CP-LEASE-2). Confirms only the newest version.
             * @constructor
             * @param {chargepact.v1.RenewAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RenewAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.RenewAck
             * @instance
             */
            RenewAck.prototype.version = null;

            /**
             * Hash of its terms, 16 bytes. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.RenewAck
             * @instance
             */
            RenewAck.prototype.hash = $util.newBuffer([]);

            /**
             * 1 to 86 400 000 ms. Required.
             * @member {number} ttlMs
             * @memberof chargepact.v1.RenewAck
             * @instance
             */
            RenewAck.prototype.ttlMs = 0;

            /**
             * Newest request received from this holder in this session. Required.
             * @member {chargepact.v1.MessageRef.$Properties|null|undefined} echo
             * @memberof chargepact.v1.RenewAck
             * @instance
             */
            RenewAck.prototype.echo = null;

            /**
             * Schedule time when this was sent, an instant of 0 to 4 102 444 800 000 ms (CP-TIME-2). Required.
             * @member {number|null|undefined} scheduleMs
             * @memberof chargepact.v1.RenewAck
             * @instance
             */
            RenewAck.prototype.scheduleMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(RenewAck.prototype, "_scheduleMs", {
                get: $util.oneOfGetter($oneOfFields = ["scheduleMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new RenewAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.RenewAck
             * @static
             * @param {chargepact.v1.RenewAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.RenewAck} RenewAck instance
             * @type {{
             *   (properties: chargepact.v1.RenewAck.$Shape): chargepact.v1.RenewAck & chargepact.v1.RenewAck.$Shape;
             *   (properties?: chargepact.v1.RenewAck.$Properties): chargepact.v1.RenewAck;
             * }}
             */
            RenewAck.create = function(properties) {
                return new RenewAck(properties);
            };

            /**
             * Encodes the specified RenewAck message. Does not implicitly {@link chargepact.v1.RenewAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.RenewAck
             * @static
             * @param {chargepact.v1.RenewAck.$Properties} message RenewAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RenewAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.hash);
                if (message.ttlMs != null && $Object.hasOwnProperty.call(message, "ttlMs") && message.ttlMs !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ttlMs);
                if (message.echo != null && $Object.hasOwnProperty.call(message, "echo"))
                    $root.chargepact.v1.MessageRef.encode(message.echo, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.scheduleMs != null && $Object.hasOwnProperty.call(message, "scheduleMs"))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.scheduleMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RenewAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.RenewAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.RenewAck & chargepact.v1.RenewAck.$Shape} RenewAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RenewAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.RenewAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.ttlMs = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.echo = $root.chargepact.v1.MessageRef.decode(reader, reader.size(), $undefined, _depth + 1, message.echo);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            message.scheduleMs = reader.double();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RenewAck;
        })();

        v1.Release = (function() {

            /**
             * Properties of a Release.
             * @typedef {Object} chargepact.v1.Release.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Absent: whatever is open.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] Up to 16.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Release.
             * @memberof chargepact.v1
             * @interface IRelease
             * @augments chargepact.v1.Release.$Properties
             * @deprecated Use chargepact.v1.Release.$Properties instead.
             */

            /**
             * Shape of a Release.
             * @typedef {chargepact.v1.Release.$Properties} chargepact.v1.Release.$Shape
             */

            /**
             * Constructs a new Release.
             * @memberof chargepact.v1
             * @classdesc Holder: gives its lease and its reservation back; it is at its fallback or below. Answered with ReleaseAck.
             * @constructor
             * @param {chargepact.v1.Release.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Release = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Absent: whatever is open.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Release
             * @instance
             */
            Release.prototype.version = null;

            /**
             * Up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.Release
             * @instance
             */
            Release.prototype.reasons = $util.emptyArray;

            /**
             * Creates a new Release instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Release
             * @static
             * @param {chargepact.v1.Release.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Release} Release instance
             * @type {{
             *   (properties: chargepact.v1.Release.$Shape): chargepact.v1.Release & chargepact.v1.Release.$Shape;
             *   (properties?: chargepact.v1.Release.$Properties): chargepact.v1.Release;
             * }}
             */
            Release.create = function(properties) {
                return new Release(properties);
            };

            /**
             * Encodes the specified Release message. Does not implicitly {@link chargepact.v1.Release.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Release
             * @static
             * @param {chargepact.v1.Release.$Properties} message Release message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Release.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).int32s(message.reasons);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Release message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Release
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Release & chargepact.v1.Release.$Shape} Release
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Release.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Release();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Release;
        })();

        v1.ReleaseAck = (function() {

            /**
             * Properties of a ReleaseAck.
             * @typedef {Object} chargepact.v1.ReleaseAck.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ReleaseAck.
             * @memberof chargepact.v1
             * @interface IReleaseAck
             * @augments chargepact.v1.ReleaseAck.$Properties
             * @deprecated Use chargepact.v1.ReleaseAck.$Properties instead.
             */

            /**
             * Shape of a ReleaseAck.
             * @typedef {chargepact.v1.ReleaseAck.$Properties} chargepact.v1.ReleaseAck.$Shape
             */

            /**
             * Constructs a new ReleaseAck.
             * @memberof chargepact.v1
             * @classdesc Represents a ReleaseAck.
             * @constructor
             * @param {chargepact.v1.ReleaseAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ReleaseAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Creates a new ReleaseAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.ReleaseAck
             * @static
             * @param {chargepact.v1.ReleaseAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.ReleaseAck} ReleaseAck instance
             * @type {{
             *   (properties: chargepact.v1.ReleaseAck.$Shape): chargepact.v1.ReleaseAck & chargepact.v1.ReleaseAck.$Shape;
             *   (properties?: chargepact.v1.ReleaseAck.$Properties): chargepact.v1.ReleaseAck;
             * }}
             */
            ReleaseAck.create = function(properties) {
                return new ReleaseAck(properties);
            };

            /**
             * Encodes the specified ReleaseAck message. Does not implicitly {@link chargepact.v1.ReleaseAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.ReleaseAck
             * @static
             * @param {chargepact.v1.ReleaseAck.$Properties} message ReleaseAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ReleaseAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ReleaseAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.ReleaseAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.ReleaseAck & chargepact.v1.ReleaseAck.$Shape} ReleaseAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ReleaseAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.ReleaseAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ReleaseAck;
        })();

        v1.Revoke = (function() {

            /**
             * Properties of a Revoke.
             * @typedef {Object} chargepact.v1.Revoke.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] Required.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] Up to 16.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Revoke.
             * @memberof chargepact.v1
             * @interface IRevoke
             * @augments chargepact.v1.Revoke.$Properties
             * @deprecated Use chargepact.v1.Revoke.$Properties instead.
             */

            /**
             * Shape of a Revoke.
             * @typedef {chargepact.v1.Revoke.$Properties} chargepact.v1.Revoke.$Shape
             */

            /**
             * Constructs a new Revoke.
             * @memberof chargepact.v1
             * @classdesc Grantor: ends a lease; the holder ramps to its fallback at once. Beats an Accept under way (CP-NEG-6) and does not wait for order
             * (CP-WINDOW-7). Answered with RevokeAck.
             * @constructor
             * @param {chargepact.v1.Revoke.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Revoke = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Revoke
             * @instance
             */
            Revoke.prototype.version = null;

            /**
             * Up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.Revoke
             * @instance
             */
            Revoke.prototype.reasons = $util.emptyArray;

            /**
             * Creates a new Revoke instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Revoke
             * @static
             * @param {chargepact.v1.Revoke.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Revoke} Revoke instance
             * @type {{
             *   (properties: chargepact.v1.Revoke.$Shape): chargepact.v1.Revoke & chargepact.v1.Revoke.$Shape;
             *   (properties?: chargepact.v1.Revoke.$Properties): chargepact.v1.Revoke;
             * }}
             */
            Revoke.create = function(properties) {
                return new Revoke(properties);
            };

            /**
             * Encodes the specified Revoke message. Does not implicitly {@link chargepact.v1.Revoke.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Revoke
             * @static
             * @param {chargepact.v1.Revoke.$Properties} message Revoke message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Revoke.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).int32s(message.reasons);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Revoke message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Revoke
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Revoke & chargepact.v1.Revoke.$Shape} Revoke
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Revoke.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Revoke();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 2: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Revoke;
        })();

        v1.RevokeAck = (function() {

            /**
             * Properties of a RevokeAck.
             * @typedef {Object} chargepact.v1.RevokeAck.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] The lease that has ended. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RevokeAck.
             * @memberof chargepact.v1
             * @interface IRevokeAck
             * @augments chargepact.v1.RevokeAck.$Properties
             * @deprecated Use chargepact.v1.RevokeAck.$Properties instead.
             */

            /**
             * Shape of a RevokeAck.
             * @typedef {chargepact.v1.RevokeAck.$Properties} chargepact.v1.RevokeAck.$Shape
             */

            /**
             * Constructs a new RevokeAck.
             * @memberof chargepact.v1
             * @classdesc Represents a RevokeAck.
             * @constructor
             * @param {chargepact.v1.RevokeAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RevokeAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * The lease that has ended. Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.RevokeAck
             * @instance
             */
            RevokeAck.prototype.version = null;

            /**
             * Creates a new RevokeAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.RevokeAck
             * @static
             * @param {chargepact.v1.RevokeAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.RevokeAck} RevokeAck instance
             * @type {{
             *   (properties: chargepact.v1.RevokeAck.$Shape): chargepact.v1.RevokeAck & chargepact.v1.RevokeAck.$Shape;
             *   (properties?: chargepact.v1.RevokeAck.$Properties): chargepact.v1.RevokeAck;
             * }}
             */
            RevokeAck.create = function(properties) {
                return new RevokeAck(properties);
            };

            /**
             * Encodes the specified RevokeAck message. Does not implicitly {@link chargepact.v1.RevokeAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.RevokeAck
             * @static
             * @param {chargepact.v1.RevokeAck.$Properties} message RevokeAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RevokeAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RevokeAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.RevokeAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.RevokeAck & chargepact.v1.RevokeAck.$Shape} RevokeAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RevokeAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.RevokeAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RevokeAck;
        })();

        v1.Emergency = (function() {

            /**
             * Properties of an Emergency.
             * @typedef {Object} chargepact.v1.Emergency.$Properties
             * @property {number|null} [number] A later number of one epoch of the grantor replaces an earlier one (CP-EMERG-5), and one of a later epoch any; 0 to 2^32 - 1.
             * @property {number|null} [importMaxW] Largest import, 0 to 1 000 000 000 W; 0: none. Required.
             * @property {number|null} [exportMaxW] Largest export as a magnitude, 0 to 1 000 000 000 W; 0: none. Required.
             * @property {number|null} [durationMs] From receipt, 0 to 86 400 000 ms; 0 lifts it. Required.
             * @property {Array.<chargepact.v1.Reason>|null} [reasons] Up to 16.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Emergency.
             * @memberof chargepact.v1
             * @interface IEmergency
             * @augments chargepact.v1.Emergency.$Properties
             * @deprecated Use chargepact.v1.Emergency.$Properties instead.
             */

            /**
             * Shape of an Emergency.
             * @typedef {chargepact.v1.Emergency.$Properties} chargepact.v1.Emergency.$Shape
             */

            /**
             * Constructs a new Emergency.
             * @memberof chargepact.v1
             * @classdesc Grantor: caps the holder until the duration has passed or it is lifted, over any lease or fallback, also through restart and loss of
             * contact (CP-EMERG-1). Does not wait for order (CP-WINDOW-7). Durable before it is answered with EmergencyAck (CP-EMERG-3).
             * @constructor
             * @param {chargepact.v1.Emergency.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Emergency = function (properties) {
                this.reasons = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * A later number of one epoch of the grantor replaces an earlier one (CP-EMERG-5), and one of a later epoch any; 0 to 2^32 - 1.
             * @member {number} number
             * @memberof chargepact.v1.Emergency
             * @instance
             */
            Emergency.prototype.number = 0;

            /**
             * Largest import, 0 to 1 000 000 000 W; 0: none. Required.
             * @member {number|null|undefined} importMaxW
             * @memberof chargepact.v1.Emergency
             * @instance
             */
            Emergency.prototype.importMaxW = null;

            /**
             * Largest export as a magnitude, 0 to 1 000 000 000 W; 0: none. Required.
             * @member {number|null|undefined} exportMaxW
             * @memberof chargepact.v1.Emergency
             * @instance
             */
            Emergency.prototype.exportMaxW = null;

            /**
             * From receipt, 0 to 86 400 000 ms; 0 lifts it. Required.
             * @member {number|null|undefined} durationMs
             * @memberof chargepact.v1.Emergency
             * @instance
             */
            Emergency.prototype.durationMs = null;

            /**
             * Up to 16.
             * @member {Array.<chargepact.v1.Reason>} reasons
             * @memberof chargepact.v1.Emergency
             * @instance
             */
            Emergency.prototype.reasons = $util.emptyArray;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Emergency.prototype, "_importMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["importMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Emergency.prototype, "_exportMaxW", {
                get: $util.oneOfGetter($oneOfFields = ["exportMaxW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Emergency.prototype, "_durationMs", {
                get: $util.oneOfGetter($oneOfFields = ["durationMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Emergency instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Emergency
             * @static
             * @param {chargepact.v1.Emergency.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Emergency} Emergency instance
             * @type {{
             *   (properties: chargepact.v1.Emergency.$Shape): chargepact.v1.Emergency & chargepact.v1.Emergency.$Shape;
             *   (properties?: chargepact.v1.Emergency.$Properties): chargepact.v1.Emergency;
             * }}
             */
            Emergency.create = function(properties) {
                return new Emergency(properties);
            };

            /**
             * Encodes the specified Emergency message. Does not implicitly {@link chargepact.v1.Emergency.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Emergency
             * @static
             * @param {chargepact.v1.Emergency.$Properties} message Emergency message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Emergency.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
                if (message.importMaxW != null && $Object.hasOwnProperty.call(message, "importMaxW"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.importMaxW);
                if (message.exportMaxW != null && $Object.hasOwnProperty.call(message, "exportMaxW"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.exportMaxW);
                if (message.durationMs != null && $Object.hasOwnProperty.call(message, "durationMs"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.durationMs);
                if (message.reasons != null && message.reasons.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).int32s(message.reasons);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Emergency message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Emergency
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Emergency & chargepact.v1.Emergency.$Shape} Emergency
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Emergency.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Emergency();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.importMaxW = reader.uint32();
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.exportMaxW = reader.uint32();
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.durationMs = reader.uint32();
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.reasons && message.reasons.length))
                                    message.reasons = [];
                                reader.int32s(message.reasons);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.reasons && message.reasons.length))
                                message.reasons = [];
                            message.reasons.push(reader.int32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Emergency;
        })();

        v1.EmergencyAck = (function() {

            /**
             * Properties of an EmergencyAck.
             * @typedef {Object} chargepact.v1.EmergencyAck.$Properties
             * @property {number|null} [number] Number of the emergency, 0 to 2^32 - 1.
             * @property {number|null} [achievedW] Metered power when this was sent, -1 000 000 000 to 1 000 000 000 W, + import (CP-EMERG-4). Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EmergencyAck.
             * @memberof chargepact.v1
             * @interface IEmergencyAck
             * @augments chargepact.v1.EmergencyAck.$Properties
             * @deprecated Use chargepact.v1.EmergencyAck.$Properties instead.
             */

            /**
             * Shape of an EmergencyAck.
             * @typedef {chargepact.v1.EmergencyAck.$Properties} chargepact.v1.EmergencyAck.$Shape
             */

            /**
             * Constructs a new EmergencyAck.
             * @memberof chargepact.v1
             * @classdesc Represents an EmergencyAck.
             * @constructor
             * @param {chargepact.v1.EmergencyAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EmergencyAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Number of the emergency, 0 to 2^32 - 1.
             * @member {number} number
             * @memberof chargepact.v1.EmergencyAck
             * @instance
             */
            EmergencyAck.prototype.number = 0;

            /**
             * Metered power when this was sent, -1 000 000 000 to 1 000 000 000 W, + import (CP-EMERG-4). Required.
             * @member {number|null|undefined} achievedW
             * @memberof chargepact.v1.EmergencyAck
             * @instance
             */
            EmergencyAck.prototype.achievedW = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(EmergencyAck.prototype, "_achievedW", {
                get: $util.oneOfGetter($oneOfFields = ["achievedW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new EmergencyAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.EmergencyAck
             * @static
             * @param {chargepact.v1.EmergencyAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.EmergencyAck} EmergencyAck instance
             * @type {{
             *   (properties: chargepact.v1.EmergencyAck.$Shape): chargepact.v1.EmergencyAck & chargepact.v1.EmergencyAck.$Shape;
             *   (properties?: chargepact.v1.EmergencyAck.$Properties): chargepact.v1.EmergencyAck;
             * }}
             */
            EmergencyAck.create = function(properties) {
                return new EmergencyAck(properties);
            };

            /**
             * Encodes the specified EmergencyAck message. Does not implicitly {@link chargepact.v1.EmergencyAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.EmergencyAck
             * @static
             * @param {chargepact.v1.EmergencyAck.$Properties} message EmergencyAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EmergencyAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
                if (message.achievedW != null && $Object.hasOwnProperty.call(message, "achievedW"))
                    writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.achievedW);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EmergencyAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.EmergencyAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.EmergencyAck & chargepact.v1.EmergencyAck.$Shape} EmergencyAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EmergencyAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.EmergencyAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.achievedW = reader.sint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return EmergencyAck;
        })();

        /**
         * Where a holder stands with its lease.
         * @name chargepact.v1.LeaseState
         * @enum {number}
         * @property {number} LEASE_STATE_UNSPECIFIED=0 Never sent.
         * @property {number} LEASE_STATE_NONE=1 No lease: at the fallback.
         * @property {number} LEASE_STATE_ACTIVE=2 Within a lease that is being renewed.
         * @property {number} LEASE_STATE_HOLD=3 Contact is lost; the lease still runs.
         * @property {number} LEASE_STATE_RAMPING=4 On the way to the fallback.
         * @property {number} LEASE_STATE_FALLBACK=5 At the fallback (CP-FALL-5, CP-FALL-6).
         */
        v1.LeaseState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LEASE_STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "LEASE_STATE_NONE"] = 1;
            values[valuesById[2] = "LEASE_STATE_ACTIVE"] = 2;
            values[valuesById[3] = "LEASE_STATE_HOLD"] = 3;
            values[valuesById[4] = "LEASE_STATE_RAMPING"] = 4;
            values[valuesById[5] = "LEASE_STATE_FALLBACK"] = 5;
            return values;
        })();

        v1.Status = (function() {

            /**
             * Properties of a Status.
             * @typedef {Object} chargepact.v1.Status.$Properties
             * @property {number|null} [powerW] Metered power, -1 000 000 000 to 1 000 000 000 W, + import. Required.
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] The lease held. Absent: none.
             * @property {chargepact.v1.LeaseState|null} [state] Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Status.
             * @memberof chargepact.v1
             * @interface IStatus
             * @augments chargepact.v1.Status.$Properties
             * @deprecated Use chargepact.v1.Status.$Properties instead.
             */

            /**
             * Shape of a Status.
             * @typedef {chargepact.v1.Status.$Properties} chargepact.v1.Status.$Shape
             */

            /**
             * Constructs a new Status.
             * @memberof chargepact.v1
             * @classdesc Holder: where it stands; also the interim answer to a Commit whose decrease is not complete (CP-LEASE-9). Answered with StatusAck.
             * @constructor
             * @param {chargepact.v1.Status.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Status = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Metered power, -1 000 000 000 to 1 000 000 000 W, + import. Required.
             * @member {number|null|undefined} powerW
             * @memberof chargepact.v1.Status
             * @instance
             */
            Status.prototype.powerW = null;

            /**
             * The lease held. Absent: none.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.Status
             * @instance
             */
            Status.prototype.version = null;

            /**
             * Required.
             * @member {chargepact.v1.LeaseState} state
             * @memberof chargepact.v1.Status
             * @instance
             */
            Status.prototype.state = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Status.prototype, "_powerW", {
                get: $util.oneOfGetter($oneOfFields = ["powerW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Status instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Status
             * @static
             * @param {chargepact.v1.Status.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Status} Status instance
             * @type {{
             *   (properties: chargepact.v1.Status.$Shape): chargepact.v1.Status & chargepact.v1.Status.$Shape;
             *   (properties?: chargepact.v1.Status.$Properties): chargepact.v1.Status;
             * }}
             */
            Status.create = function(properties) {
                return new Status(properties);
            };

            /**
             * Encodes the specified Status message. Does not implicitly {@link chargepact.v1.Status.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Status
             * @static
             * @param {chargepact.v1.Status.$Properties} message Status message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Status.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.powerW != null && $Object.hasOwnProperty.call(message, "powerW"))
                    writer.uint32(/* id 1, wireType 0 =*/8).sint32(message.powerW);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.state);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Status
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Status & chargepact.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Status.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Status();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            message.powerW = reader.sint32();
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Status;
        })();

        v1.StatusAck = (function() {

            /**
             * Properties of a StatusAck.
             * @typedef {Object} chargepact.v1.StatusAck.$Properties
             * @property {number|null} [scheduleMs] Schedule time of the grantor now, as in a Commit; a holder that holds no lease asks for it by a Status (CP-TIME-6). 0 to
             * 4 102 444 800 000 ms. Absent from a holder.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StatusAck.
             * @memberof chargepact.v1
             * @interface IStatusAck
             * @augments chargepact.v1.StatusAck.$Properties
             * @deprecated Use chargepact.v1.StatusAck.$Properties instead.
             */

            /**
             * Shape of a StatusAck.
             * @typedef {chargepact.v1.StatusAck.$Properties} chargepact.v1.StatusAck.$Shape
             */

            /**
             * Constructs a new StatusAck.
             * @memberof chargepact.v1
             * @classdesc Takes note of a Status, a CounterOffer that no offer asked for, a Forecast or a PriceNotice.
             * @constructor
             * @param {chargepact.v1.StatusAck.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StatusAck = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Schedule time of the grantor now, as in a Commit; a holder that holds no lease asks for it by a Status (CP-TIME-6). 0 to
             * 4 102 444 800 000 ms. Absent from a holder.
             * @member {number|null|undefined} scheduleMs
             * @memberof chargepact.v1.StatusAck
             * @instance
             */
            StatusAck.prototype.scheduleMs = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(StatusAck.prototype, "_scheduleMs", {
                get: $util.oneOfGetter($oneOfFields = ["scheduleMs"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new StatusAck instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.StatusAck
             * @static
             * @param {chargepact.v1.StatusAck.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.StatusAck} StatusAck instance
             * @type {{
             *   (properties: chargepact.v1.StatusAck.$Shape): chargepact.v1.StatusAck & chargepact.v1.StatusAck.$Shape;
             *   (properties?: chargepact.v1.StatusAck.$Properties): chargepact.v1.StatusAck;
             * }}
             */
            StatusAck.create = function(properties) {
                return new StatusAck(properties);
            };

            /**
             * Encodes the specified StatusAck message. Does not implicitly {@link chargepact.v1.StatusAck.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.StatusAck
             * @static
             * @param {chargepact.v1.StatusAck.$Properties} message StatusAck message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StatusAck.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.scheduleMs != null && $Object.hasOwnProperty.call(message, "scheduleMs"))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.scheduleMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a StatusAck message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.StatusAck
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.StatusAck & chargepact.v1.StatusAck.$Shape} StatusAck
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StatusAck.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.StatusAck();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 1)
                                break;
                            message.scheduleMs = reader.double();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StatusAck;
        })();

        v1.PlanNotice = (function() {

            /**
             * Properties of a PlanNotice.
             * @typedef {Object} chargepact.v1.PlanNotice.$Properties
             * @property {number|null} [plan] 0 to 2^32 - 1.
             * @property {string|null} [strategy] Name of the clearing strategy: a token of 1 to 32 characters. Required.
             * @property {number|null} [rounds] Rounds it took, 0 to 1 000.
             * @property {number|null} [upperMicro] Cost of the plan as committed: an integer of magnitude up to 9 007 199 254 740 991. Absent: not known.
             * @property {number|null} [lowerMicro] No plan with the same information costs less. Same range. Absent: no bound is claimed.
             * @property {boolean|null} [boundComplete] The bound counts every child.
             * @property {chargepact.v1.PriceVector.$Properties|null} [prices] Prices of energy at the connection at which the plan is settled: those of the best bound. What rows cost comes on top. Absent: not settled by price.
             * @property {number|null} [gapPpm] Bound on how far the plan is above the cheapest with the same information, in millionths: 0 to 2^32 - 1. Absent: no bound is claimed.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PlanNotice.
             * @memberof chargepact.v1
             * @interface IPlanNotice
             * @augments chargepact.v1.PlanNotice.$Properties
             * @deprecated Use chargepact.v1.PlanNotice.$Properties instead.
             */

            /**
             * Shape of a PlanNotice.
             * @typedef {chargepact.v1.PlanNotice.$Properties} chargepact.v1.PlanNotice.$Shape
             */

            /**
             * Constructs a new PlanNotice.
             * @memberof chargepact.v1
             * @classdesc Grantor: how a plan ended. Broadcast, signed.
             * @constructor
             * @param {chargepact.v1.PlanNotice.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PlanNotice = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * 0 to 2^32 - 1.
             * @member {number} plan
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.plan = 0;

            /**
             * Name of the clearing strategy: a token of 1 to 32 characters. Required.
             * @member {string} strategy
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.strategy = "";

            /**
             * Rounds it took, 0 to 1 000.
             * @member {number} rounds
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.rounds = 0;

            /**
             * Cost of the plan as committed: an integer of magnitude up to 9 007 199 254 740 991. Absent: not known.
             * @member {number|null|undefined} upperMicro
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.upperMicro = null;

            /**
             * No plan with the same information costs less. Same range. Absent: no bound is claimed.
             * @member {number|null|undefined} lowerMicro
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.lowerMicro = null;

            /**
             * The bound counts every child.
             * @member {boolean} boundComplete
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.boundComplete = false;

            /**
             * Prices of energy at the connection at which the plan is settled: those of the best bound. What rows cost comes on top. Absent: not settled by price.
             * @member {chargepact.v1.PriceVector.$Properties|null|undefined} prices
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.prices = null;

            /**
             * Bound on how far the plan is above the cheapest with the same information, in millionths: 0 to 2^32 - 1. Absent: no bound is claimed.
             * @member {number|null|undefined} gapPpm
             * @memberof chargepact.v1.PlanNotice
             * @instance
             */
            PlanNotice.prototype.gapPpm = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PlanNotice.prototype, "_upperMicro", {
                get: $util.oneOfGetter($oneOfFields = ["upperMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PlanNotice.prototype, "_lowerMicro", {
                get: $util.oneOfGetter($oneOfFields = ["lowerMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PlanNotice.prototype, "_gapPpm", {
                get: $util.oneOfGetter($oneOfFields = ["gapPpm"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new PlanNotice instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.PlanNotice
             * @static
             * @param {chargepact.v1.PlanNotice.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.PlanNotice} PlanNotice instance
             * @type {{
             *   (properties: chargepact.v1.PlanNotice.$Shape): chargepact.v1.PlanNotice & chargepact.v1.PlanNotice.$Shape;
             *   (properties?: chargepact.v1.PlanNotice.$Properties): chargepact.v1.PlanNotice;
             * }}
             */
            PlanNotice.create = function(properties) {
                return new PlanNotice(properties);
            };

            /**
             * Encodes the specified PlanNotice message. Does not implicitly {@link chargepact.v1.PlanNotice.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.PlanNotice
             * @static
             * @param {chargepact.v1.PlanNotice.$Properties} message PlanNotice message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PlanNotice.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.plan != null && $Object.hasOwnProperty.call(message, "plan") && message.plan !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.plan);
                if (message.strategy != null && $Object.hasOwnProperty.call(message, "strategy") && message.strategy !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.strategy);
                if (message.rounds != null && $Object.hasOwnProperty.call(message, "rounds") && message.rounds !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.rounds);
                if (message.upperMicro != null && $Object.hasOwnProperty.call(message, "upperMicro"))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.upperMicro);
                if (message.lowerMicro != null && $Object.hasOwnProperty.call(message, "lowerMicro"))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.lowerMicro);
                if (message.boundComplete != null && $Object.hasOwnProperty.call(message, "boundComplete") && message.boundComplete !== false)
                    writer.uint32(/* id 6, wireType 0 =*/48).bool(message.boundComplete);
                if (message.prices != null && $Object.hasOwnProperty.call(message, "prices"))
                    $root.chargepact.v1.PriceVector.encode(message.prices, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.gapPpm != null && $Object.hasOwnProperty.call(message, "gapPpm"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.gapPpm);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PlanNotice message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.PlanNotice
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.PlanNotice & chargepact.v1.PlanNotice.$Shape} PlanNotice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PlanNotice.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.PlanNotice();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.plan = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.strategy = value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.rounds = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            message.upperMicro = reader.double();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            message.lowerMicro = reader.double();
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.boundComplete = value;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.prices = $root.chargepact.v1.PriceVector.decode(reader, reader.size(), $undefined, _depth + 1, message.prices);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.gapPpm = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PlanNotice;
        })();

        v1.ForecastProfile = (function() {

            /**
             * Properties of a ForecastProfile.
             * @typedef {Object} chargepact.v1.ForecastProfile.$Properties
             * @property {number|null} [startS] Instant of the first step, 0 to 4 102 444 800 s.
             * @property {number|null} [stepS] 1 to 86 400 s. Required.
             * @property {Array.<number>|null} [importP50WDeltas] Import, 50th percentile: 0 to 1 000 000 000 W.
             * @property {Array.<number>|null} [importP90WDeltas] Import, 90th percentile, nowhere below the 50th: 0 to 1 000 000 000 W (CP-WIRE-16).
             * @property {Array.<number>|null} [exportP50WDeltas] Export, 50th percentile: 0 to 1 000 000 000 W.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ForecastProfile.
             * @memberof chargepact.v1
             * @interface IForecastProfile
             * @augments chargepact.v1.ForecastProfile.$Properties
             * @deprecated Use chargepact.v1.ForecastProfile.$Properties instead.
             */

            /**
             * Shape of a ForecastProfile.
             * @typedef {chargepact.v1.ForecastProfile.$Properties} chargepact.v1.ForecastProfile.$Shape
             */

            /**
             * Constructs a new ForecastProfile.
             * @memberof chargepact.v1
             * @classdesc What all children of a site are expected to do together, step by step. Vectors travel as differences between neighbours
             * (CP-WIRE-12), each with one value per step, 1 to 1 000 of them.
             * @constructor
             * @param {chargepact.v1.ForecastProfile.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ForecastProfile = function (properties) {
                this.importP50WDeltas = [];
                this.importP90WDeltas = [];
                this.exportP50WDeltas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Instant of the first step, 0 to 4 102 444 800 s.
             * @member {number} startS
             * @memberof chargepact.v1.ForecastProfile
             * @instance
             */
            ForecastProfile.prototype.startS = 0;

            /**
             * 1 to 86 400 s. Required.
             * @member {number} stepS
             * @memberof chargepact.v1.ForecastProfile
             * @instance
             */
            ForecastProfile.prototype.stepS = 0;

            /**
             * Import, 50th percentile: 0 to 1 000 000 000 W.
             * @member {Array.<number>} importP50WDeltas
             * @memberof chargepact.v1.ForecastProfile
             * @instance
             */
            ForecastProfile.prototype.importP50WDeltas = $util.emptyArray;

            /**
             * Import, 90th percentile, nowhere below the 50th: 0 to 1 000 000 000 W (CP-WIRE-16).
             * @member {Array.<number>} importP90WDeltas
             * @memberof chargepact.v1.ForecastProfile
             * @instance
             */
            ForecastProfile.prototype.importP90WDeltas = $util.emptyArray;

            /**
             * Export, 50th percentile: 0 to 1 000 000 000 W.
             * @member {Array.<number>} exportP50WDeltas
             * @memberof chargepact.v1.ForecastProfile
             * @instance
             */
            ForecastProfile.prototype.exportP50WDeltas = $util.emptyArray;

            /**
             * Creates a new ForecastProfile instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.ForecastProfile
             * @static
             * @param {chargepact.v1.ForecastProfile.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.ForecastProfile} ForecastProfile instance
             * @type {{
             *   (properties: chargepact.v1.ForecastProfile.$Shape): chargepact.v1.ForecastProfile & chargepact.v1.ForecastProfile.$Shape;
             *   (properties?: chargepact.v1.ForecastProfile.$Properties): chargepact.v1.ForecastProfile;
             * }}
             */
            ForecastProfile.create = function(properties) {
                return new ForecastProfile(properties);
            };

            /**
             * Encodes the specified ForecastProfile message. Does not implicitly {@link chargepact.v1.ForecastProfile.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.ForecastProfile
             * @static
             * @param {chargepact.v1.ForecastProfile.$Properties} message ForecastProfile message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ForecastProfile.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startS != null && $Object.hasOwnProperty.call(message, "startS") && message.startS !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.startS);
                if (message.stepS != null && $Object.hasOwnProperty.call(message, "stepS") && message.stepS !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.stepS);
                if (message.importP50WDeltas != null && message.importP50WDeltas.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).sint32s(message.importP50WDeltas);
                if (message.importP90WDeltas != null && message.importP90WDeltas.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).sint32s(message.importP90WDeltas);
                if (message.exportP50WDeltas != null && message.exportP50WDeltas.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).sint32s(message.exportP50WDeltas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ForecastProfile message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.ForecastProfile
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.ForecastProfile & chargepact.v1.ForecastProfile.$Shape} ForecastProfile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ForecastProfile.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.ForecastProfile();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startS = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepS = value;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.importP50WDeltas && message.importP50WDeltas.length))
                                    message.importP50WDeltas = [];
                                reader.sint32s(message.importP50WDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.importP50WDeltas && message.importP50WDeltas.length))
                                message.importP50WDeltas = [];
                            message.importP50WDeltas.push(reader.sint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.importP90WDeltas && message.importP90WDeltas.length))
                                    message.importP90WDeltas = [];
                                reader.sint32s(message.importP90WDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.importP90WDeltas && message.importP90WDeltas.length))
                                message.importP90WDeltas = [];
                            message.importP90WDeltas.push(reader.sint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.exportP50WDeltas && message.exportP50WDeltas.length))
                                    message.exportP50WDeltas = [];
                                reader.sint32s(message.exportP50WDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.exportP50WDeltas && message.exportP50WDeltas.length))
                                message.exportP50WDeltas = [];
                            message.exportP50WDeltas.push(reader.sint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ForecastProfile;
        })();

        v1.Forecast = (function() {

            /**
             * Properties of a Forecast.
             * @typedef {Object} chargepact.v1.Forecast.$Properties
             * @property {chargepact.v1.ForecastProfile.$Properties|null} [profile] Required.
             * @property {number|null} [shiftableWh] Energy in it that could be taken at another time, 0 to 1 000 000 000 Wh. Required.
             * @property {number|null} [children] Children counted: 0, or 3 to 1 000 000.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Forecast.
             * @memberof chargepact.v1
             * @interface IForecast
             * @augments chargepact.v1.Forecast.$Properties
             * @deprecated Use chargepact.v1.Forecast.$Properties instead.
             */

            /**
             * Shape of a Forecast.
             * @typedef {chargepact.v1.Forecast.$Properties} chargepact.v1.Forecast.$Shape
             */

            /**
             * Constructs a new Forecast.
             * @memberof chargepact.v1
             * @classdesc Operator of a site, to the operator above: the forecast of all of its children together. Never of one or two (with fewer than
             * three it is what was expected without them: other load, and vehicles by history), and who is counted in two forecasts differs
             * by none or by at least three (CP-FORECAST-1). A new plan of one that is counted in both shows in their difference. Answered
             * with StatusAck.
             * @constructor
             * @param {chargepact.v1.Forecast.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Forecast = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Required.
             * @member {chargepact.v1.ForecastProfile.$Properties|null|undefined} profile
             * @memberof chargepact.v1.Forecast
             * @instance
             */
            Forecast.prototype.profile = null;

            /**
             * Energy in it that could be taken at another time, 0 to 1 000 000 000 Wh. Required.
             * @member {number|null|undefined} shiftableWh
             * @memberof chargepact.v1.Forecast
             * @instance
             */
            Forecast.prototype.shiftableWh = null;

            /**
             * Children counted: 0, or 3 to 1 000 000.
             * @member {number} children
             * @memberof chargepact.v1.Forecast
             * @instance
             */
            Forecast.prototype.children = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Forecast.prototype, "_shiftableWh", {
                get: $util.oneOfGetter($oneOfFields = ["shiftableWh"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new Forecast instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.Forecast
             * @static
             * @param {chargepact.v1.Forecast.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.Forecast} Forecast instance
             * @type {{
             *   (properties: chargepact.v1.Forecast.$Shape): chargepact.v1.Forecast & chargepact.v1.Forecast.$Shape;
             *   (properties?: chargepact.v1.Forecast.$Properties): chargepact.v1.Forecast;
             * }}
             */
            Forecast.create = function(properties) {
                return new Forecast(properties);
            };

            /**
             * Encodes the specified Forecast message. Does not implicitly {@link chargepact.v1.Forecast.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.Forecast
             * @static
             * @param {chargepact.v1.Forecast.$Properties} message Forecast message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Forecast.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.profile != null && $Object.hasOwnProperty.call(message, "profile"))
                    $root.chargepact.v1.ForecastProfile.encode(message.profile, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.shiftableWh != null && $Object.hasOwnProperty.call(message, "shiftableWh"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shiftableWh);
                if (message.children != null && $Object.hasOwnProperty.call(message, "children") && message.children !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.children);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Forecast message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.Forecast
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.Forecast & chargepact.v1.Forecast.$Shape} Forecast
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Forecast.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.Forecast();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.profile = $root.chargepact.v1.ForecastProfile.decode(reader, reader.size(), $undefined, _depth + 1, message.profile);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.shiftableWh = reader.uint32();
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.children = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Forecast;
        })();

        v1.SiteProfile = (function() {

            /**
             * Properties of a SiteProfile.
             * @typedef {Object} chargepact.v1.SiteProfile.$Properties
             * @property {number|null} [startS] Instant of the first step, 0 to 4 102 444 800 s.
             * @property {number|null} [stepS] 1 to 86 400 s. Required.
             * @property {Array.<number>|null} [microPerKwhDeltas] Price of what the site draws: -1 000 000 000 to 1 000 000 000 millionths of the currency per kWh.
             * @property {Array.<number>|null} [capacityWDeltas] The most that the next plans will let it draw, its fallback included: 0 to 1 000 000 000 W. Only a lease grants it.
             * @property {Array.<number>|null} [profileWDeltas] Net import at which it lifts the common level by nothing: -1 000 000 000 to 1 000 000 000 W.
             * @property {Array.<number>|null} [sharePpmDeltas] Part of the level that is the site's: 0 to 1 000 000 millionths; over all sites 1 in every step.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SiteProfile.
             * @memberof chargepact.v1
             * @interface ISiteProfile
             * @augments chargepact.v1.SiteProfile.$Properties
             * @deprecated Use chargepact.v1.SiteProfile.$Properties instead.
             */

            /**
             * Shape of a SiteProfile.
             * @typedef {chargepact.v1.SiteProfile.$Properties} chargepact.v1.SiteProfile.$Shape
             */

            /**
             * Constructs a new SiteProfile.
             * @memberof chargepact.v1
             * @classdesc What an operator tells one site, step by step. Vectors travel as those of ForecastProfile.
             * @constructor
             * @param {chargepact.v1.SiteProfile.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SiteProfile = function (properties) {
                this.microPerKwhDeltas = [];
                this.capacityWDeltas = [];
                this.profileWDeltas = [];
                this.sharePpmDeltas = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Instant of the first step, 0 to 4 102 444 800 s.
             * @member {number} startS
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.startS = 0;

            /**
             * 1 to 86 400 s. Required.
             * @member {number} stepS
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.stepS = 0;

            /**
             * Price of what the site draws: -1 000 000 000 to 1 000 000 000 millionths of the currency per kWh.
             * @member {Array.<number>} microPerKwhDeltas
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.microPerKwhDeltas = $util.emptyArray;

            /**
             * The most that the next plans will let it draw, its fallback included: 0 to 1 000 000 000 W. Only a lease grants it.
             * @member {Array.<number>} capacityWDeltas
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.capacityWDeltas = $util.emptyArray;

            /**
             * Net import at which it lifts the common level by nothing: -1 000 000 000 to 1 000 000 000 W.
             * @member {Array.<number>} profileWDeltas
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.profileWDeltas = $util.emptyArray;

            /**
             * Part of the level that is the site's: 0 to 1 000 000 millionths; over all sites 1 in every step.
             * @member {Array.<number>} sharePpmDeltas
             * @memberof chargepact.v1.SiteProfile
             * @instance
             */
            SiteProfile.prototype.sharePpmDeltas = $util.emptyArray;

            /**
             * Creates a new SiteProfile instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.SiteProfile
             * @static
             * @param {chargepact.v1.SiteProfile.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.SiteProfile} SiteProfile instance
             * @type {{
             *   (properties: chargepact.v1.SiteProfile.$Shape): chargepact.v1.SiteProfile & chargepact.v1.SiteProfile.$Shape;
             *   (properties?: chargepact.v1.SiteProfile.$Properties): chargepact.v1.SiteProfile;
             * }}
             */
            SiteProfile.create = function(properties) {
                return new SiteProfile(properties);
            };

            /**
             * Encodes the specified SiteProfile message. Does not implicitly {@link chargepact.v1.SiteProfile.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.SiteProfile
             * @static
             * @param {chargepact.v1.SiteProfile.$Properties} message SiteProfile message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SiteProfile.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.startS != null && $Object.hasOwnProperty.call(message, "startS") && message.startS !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.startS);
                if (message.stepS != null && $Object.hasOwnProperty.call(message, "stepS") && message.stepS !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.stepS);
                if (message.microPerKwhDeltas != null && message.microPerKwhDeltas.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).sint32s(message.microPerKwhDeltas);
                if (message.capacityWDeltas != null && message.capacityWDeltas.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).sint32s(message.capacityWDeltas);
                if (message.profileWDeltas != null && message.profileWDeltas.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).sint32s(message.profileWDeltas);
                if (message.sharePpmDeltas != null && message.sharePpmDeltas.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).sint32s(message.sharePpmDeltas);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SiteProfile message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.SiteProfile
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.SiteProfile & chargepact.v1.SiteProfile.$Shape} SiteProfile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SiteProfile.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.SiteProfile();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.startS = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stepS = value;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.microPerKwhDeltas && message.microPerKwhDeltas.length))
                                    message.microPerKwhDeltas = [];
                                reader.sint32s(message.microPerKwhDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.microPerKwhDeltas && message.microPerKwhDeltas.length))
                                message.microPerKwhDeltas = [];
                            message.microPerKwhDeltas.push(reader.sint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.capacityWDeltas && message.capacityWDeltas.length))
                                    message.capacityWDeltas = [];
                                reader.sint32s(message.capacityWDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.capacityWDeltas && message.capacityWDeltas.length))
                                message.capacityWDeltas = [];
                            message.capacityWDeltas.push(reader.sint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.profileWDeltas && message.profileWDeltas.length))
                                    message.profileWDeltas = [];
                                reader.sint32s(message.profileWDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.profileWDeltas && message.profileWDeltas.length))
                                message.profileWDeltas = [];
                            message.profileWDeltas.push(reader.sint32());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.sharePpmDeltas && message.sharePpmDeltas.length))
                                    message.sharePpmDeltas = [];
                                reader.sint32s(message.sharePpmDeltas);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.sharePpmDeltas && message.sharePpmDeltas.length))
                                message.sharePpmDeltas = [];
                            message.sharePpmDeltas.push(reader.sint32());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SiteProfile;
        })();

        v1.PriceNotice = (function() {

            /**
             * Properties of a PriceNotice.
             * @typedef {Object} chargepact.v1.PriceNotice.$Properties
             * @property {number|null} [number] Counts the publications of this life of the operator, 1 to 2^32 - 1. Required.
             * @property {chargepact.v1.SiteProfile.$Properties|null} [terms] Required.
             * @property {number|null} [levelMicroPerKw] The site pays this for each kW z by which it lifts the level, or gets as much for lowering it, where z is the least for which its net
             * import is at most profile + z * share in every step: an integer of 0 to 9 007 199 254 740 991. Required.
             * @property {number|null} [levelFallW] Lowering the level by more than this pays nothing more: a peak that was metered already is due in any case. 0 to 1 000 000 000 W.
             * Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PriceNotice.
             * @memberof chargepact.v1
             * @interface IPriceNotice
             * @augments chargepact.v1.PriceNotice.$Properties
             * @deprecated Use chargepact.v1.PriceNotice.$Properties instead.
             */

            /**
             * Shape of a PriceNotice.
             * @typedef {chargepact.v1.PriceNotice.$Properties} chargepact.v1.PriceNotice.$Shape
             */

            /**
             * Constructs a new PriceNotice.
             * @memberof chargepact.v1
             * @classdesc Operator, to one site below it: prices, capacity and its part of the common level. It replaces the notice before.
             * Answered with StatusAck.
             * @constructor
             * @param {chargepact.v1.PriceNotice.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PriceNotice = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Counts the publications of this life of the operator, 1 to 2^32 - 1. Required.
             * @member {number} number
             * @memberof chargepact.v1.PriceNotice
             * @instance
             */
            PriceNotice.prototype.number = 0;

            /**
             * Required.
             * @member {chargepact.v1.SiteProfile.$Properties|null|undefined} terms
             * @memberof chargepact.v1.PriceNotice
             * @instance
             */
            PriceNotice.prototype.terms = null;

            /**
             * The site pays this for each kW z by which it lifts the level, or gets as much for lowering it, where z is the least for which its net
             * import is at most profile + z * share in every step: an integer of 0 to 9 007 199 254 740 991. Required.
             * @member {number|null|undefined} levelMicroPerKw
             * @memberof chargepact.v1.PriceNotice
             * @instance
             */
            PriceNotice.prototype.levelMicroPerKw = null;

            /**
             * Lowering the level by more than this pays nothing more: a peak that was metered already is due in any case. 0 to 1 000 000 000 W.
             * Required.
             * @member {number|null|undefined} levelFallW
             * @memberof chargepact.v1.PriceNotice
             * @instance
             */
            PriceNotice.prototype.levelFallW = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PriceNotice.prototype, "_levelMicroPerKw", {
                get: $util.oneOfGetter($oneOfFields = ["levelMicroPerKw"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(PriceNotice.prototype, "_levelFallW", {
                get: $util.oneOfGetter($oneOfFields = ["levelFallW"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new PriceNotice instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.PriceNotice
             * @static
             * @param {chargepact.v1.PriceNotice.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.PriceNotice} PriceNotice instance
             * @type {{
             *   (properties: chargepact.v1.PriceNotice.$Shape): chargepact.v1.PriceNotice & chargepact.v1.PriceNotice.$Shape;
             *   (properties?: chargepact.v1.PriceNotice.$Properties): chargepact.v1.PriceNotice;
             * }}
             */
            PriceNotice.create = function(properties) {
                return new PriceNotice(properties);
            };

            /**
             * Encodes the specified PriceNotice message. Does not implicitly {@link chargepact.v1.PriceNotice.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.PriceNotice
             * @static
             * @param {chargepact.v1.PriceNotice.$Properties} message PriceNotice message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PriceNotice.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
                if (message.terms != null && $Object.hasOwnProperty.call(message, "terms"))
                    $root.chargepact.v1.SiteProfile.encode(message.terms, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.levelMicroPerKw != null && $Object.hasOwnProperty.call(message, "levelMicroPerKw"))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.levelMicroPerKw);
                if (message.levelFallW != null && $Object.hasOwnProperty.call(message, "levelFallW"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.levelFallW);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PriceNotice message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.PriceNotice
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.PriceNotice & chargepact.v1.PriceNotice.$Shape} PriceNotice
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PriceNotice.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.PriceNotice();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.number = value;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.terms = $root.chargepact.v1.SiteProfile.decode(reader, reader.size(), $undefined, _depth + 1, message.terms);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            message.levelMicroPerKw = reader.double();
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.levelFallW = reader.uint32();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PriceNotice;
        })();

        v1.TradeOffer = (function() {

            /**
             * Properties of a TradeOffer.
             * @typedef {Object} chargepact.v1.TradeOffer.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [trade] Names the trade: epoch of the grantor and its count of trades, from 1. Required.
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] The newest lease of this holder, which the trade would change. Required.
             * @property {Uint8Array|null} [terms] Encoded Terms, 1 to 16 384 bytes: what this holder would hold, all of its connectors. Required.
             * @property {number|null} [priceMicro] What this holder pays (+) or receives (-), beside the bill for energy: an integer of magnitude up to 9 007 199 254 740 991 millionths of
             * the currency. Required.
             * @property {number|null} [validMs] How long it may be accepted, 1 to 86 400 000 ms. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TradeOffer.
             * @memberof chargepact.v1
             * @interface ITradeOffer
             * @augments chargepact.v1.TradeOffer.$Properties
             * @deprecated Use chargepact.v1.TradeOffer.$Properties instead.
             */

            /**
             * Shape of a TradeOffer.
             * @typedef {chargepact.v1.TradeOffer.$Properties} chargepact.v1.TradeOffer.$Shape
             */

            /**
             * Constructs a new TradeOffer.
             * @memberof chargepact.v1
             * @classdesc Grantor, to each of the two: would you hold these terms instead, at this price? Nothing is booked, and nothing changes until both
             * have accepted. Answered with TradeAccept or Reject.
             * @constructor
             * @param {chargepact.v1.TradeOffer.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TradeOffer = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Names the trade: epoch of the grantor and its count of trades, from 1. Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} trade
             * @memberof chargepact.v1.TradeOffer
             * @instance
             */
            TradeOffer.prototype.trade = null;

            /**
             * The newest lease of this holder, which the trade would change. Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.TradeOffer
             * @instance
             */
            TradeOffer.prototype.version = null;

            /**
             * Encoded Terms, 1 to 16 384 bytes: what this holder would hold, all of its connectors. Required.
             * @member {Uint8Array} terms
             * @memberof chargepact.v1.TradeOffer
             * @instance
             */
            TradeOffer.prototype.terms = $util.newBuffer([]);

            /**
             * What this holder pays (+) or receives (-), beside the bill for energy: an integer of magnitude up to 9 007 199 254 740 991 millionths of
             * the currency. Required.
             * @member {number|null|undefined} priceMicro
             * @memberof chargepact.v1.TradeOffer
             * @instance
             */
            TradeOffer.prototype.priceMicro = null;

            /**
             * How long it may be accepted, 1 to 86 400 000 ms. Required.
             * @member {number} validMs
             * @memberof chargepact.v1.TradeOffer
             * @instance
             */
            TradeOffer.prototype.validMs = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TradeOffer.prototype, "_priceMicro", {
                get: $util.oneOfGetter($oneOfFields = ["priceMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TradeOffer instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.TradeOffer
             * @static
             * @param {chargepact.v1.TradeOffer.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.TradeOffer} TradeOffer instance
             * @type {{
             *   (properties: chargepact.v1.TradeOffer.$Shape): chargepact.v1.TradeOffer & chargepact.v1.TradeOffer.$Shape;
             *   (properties?: chargepact.v1.TradeOffer.$Properties): chargepact.v1.TradeOffer;
             * }}
             */
            TradeOffer.create = function(properties) {
                return new TradeOffer(properties);
            };

            /**
             * Encodes the specified TradeOffer message. Does not implicitly {@link chargepact.v1.TradeOffer.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.TradeOffer
             * @static
             * @param {chargepact.v1.TradeOffer.$Properties} message TradeOffer message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TradeOffer.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trade != null && $Object.hasOwnProperty.call(message, "trade"))
                    $root.chargepact.v1.LeaseVersion.encode(message.trade, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.terms != null && $Object.hasOwnProperty.call(message, "terms") && message.terms.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.terms);
                if (message.priceMicro != null && $Object.hasOwnProperty.call(message, "priceMicro"))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.priceMicro);
                if (message.validMs != null && $Object.hasOwnProperty.call(message, "validMs") && message.validMs !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.validMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TradeOffer message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.TradeOffer
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.TradeOffer & chargepact.v1.TradeOffer.$Shape} TradeOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TradeOffer.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.TradeOffer();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.trade = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.trade);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.terms = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            message.priceMicro = reader.double();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.validMs = value;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TradeOffer;
        })();

        v1.TradeAccept = (function() {

            /**
             * Properties of a TradeAccept.
             * @typedef {Object} chargepact.v1.TradeAccept.$Properties
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [trade] As in the offer. Required.
             * @property {chargepact.v1.LeaseVersion.$Properties|null} [version] As in the offer. Required.
             * @property {Uint8Array|null} [hash] First 16 bytes of SHA-256 over the terms as received. Required.
             * @property {number|null} [priceMicro] As in the offer. Required.
             * @property {number|null} [costMicro] By how much the holder's declared cost changes, + dearer: wear and what is not delivered, without the price of energy and this one.
             * An integer of magnitude up to 9 007 199 254 740 991. Required.
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TradeAccept.
             * @memberof chargepact.v1
             * @interface ITradeAccept
             * @augments chargepact.v1.TradeAccept.$Properties
             * @deprecated Use chargepact.v1.TradeAccept.$Properties instead.
             */

            /**
             * Shape of a TradeAccept.
             * @typedef {chargepact.v1.TradeAccept.$Properties} chargepact.v1.TradeAccept.$Shape
             */

            /**
             * Constructs a new TradeAccept.
             * @memberof chargepact.v1
             * @classdesc Holder, in answer: agreed, for as long as the lease named is its newest (CP-TRADE-3). A request as Accept is. Answered with
             * StatusAck where the trade is carried out or waits for the other, else with Reject: STALE_LEASE where a lease that it changes is
             * not the newest any more (CP-TRADE-5).
             * @constructor
             * @param {chargepact.v1.TradeAccept.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TradeAccept = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * As in the offer. Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} trade
             * @memberof chargepact.v1.TradeAccept
             * @instance
             */
            TradeAccept.prototype.trade = null;

            /**
             * As in the offer. Required.
             * @member {chargepact.v1.LeaseVersion.$Properties|null|undefined} version
             * @memberof chargepact.v1.TradeAccept
             * @instance
             */
            TradeAccept.prototype.version = null;

            /**
             * First 16 bytes of SHA-256 over the terms as received. Required.
             * @member {Uint8Array} hash
             * @memberof chargepact.v1.TradeAccept
             * @instance
             */
            TradeAccept.prototype.hash = $util.newBuffer([]);

            /**
             * As in the offer. Required.
             * @member {number|null|undefined} priceMicro
             * @memberof chargepact.v1.TradeAccept
             * @instance
             */
            TradeAccept.prototype.priceMicro = null;

            /**
             * By how much the holder's declared cost changes, + dearer: wear and what is not delivered, without the price of energy and this one.
             * An integer of magnitude up to 9 007 199 254 740 991. Required.
             * @member {number|null|undefined} costMicro
             * @memberof chargepact.v1.TradeAccept
             * @instance
             */
            TradeAccept.prototype.costMicro = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TradeAccept.prototype, "_priceMicro", {
                get: $util.oneOfGetter($oneOfFields = ["priceMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(TradeAccept.prototype, "_costMicro", {
                get: $util.oneOfGetter($oneOfFields = ["costMicro"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Creates a new TradeAccept instance using the specified properties.
             * @function create
             * @memberof chargepact.v1.TradeAccept
             * @static
             * @param {chargepact.v1.TradeAccept.$Properties=} [properties] Properties to set
             * @returns {chargepact.v1.TradeAccept} TradeAccept instance
             * @type {{
             *   (properties: chargepact.v1.TradeAccept.$Shape): chargepact.v1.TradeAccept & chargepact.v1.TradeAccept.$Shape;
             *   (properties?: chargepact.v1.TradeAccept.$Properties): chargepact.v1.TradeAccept;
             * }}
             */
            TradeAccept.create = function(properties) {
                return new TradeAccept(properties);
            };

            /**
             * Encodes the specified TradeAccept message. Does not implicitly {@link chargepact.v1.TradeAccept.verify|verify} messages.
             * @function encode
             * @memberof chargepact.v1.TradeAccept
             * @static
             * @param {chargepact.v1.TradeAccept.$Properties} message TradeAccept message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TradeAccept.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.trade != null && $Object.hasOwnProperty.call(message, "trade"))
                    $root.chargepact.v1.LeaseVersion.encode(message.trade, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                    $root.chargepact.v1.LeaseVersion.encode(message.version, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.hash);
                if (message.priceMicro != null && $Object.hasOwnProperty.call(message, "priceMicro"))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.priceMicro);
                if (message.costMicro != null && $Object.hasOwnProperty.call(message, "costMicro"))
                    writer.uint32(/* id 5, wireType 1 =*/41).double(message.costMicro);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TradeAccept message from the specified reader or buffer.
             * @function decode
             * @memberof chargepact.v1.TradeAccept
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {chargepact.v1.TradeAccept & chargepact.v1.TradeAccept.$Shape} TradeAccept
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TradeAccept.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.chargepact.v1.TradeAccept();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.trade = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.trade);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.version = $root.chargepact.v1.LeaseVersion.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.hash = value;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            message.priceMicro = reader.double();
                            continue;
                        }
                    case 5: {
                            if (wireType !== 1)
                                break;
                            message.costMicro = reader.double();
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TradeAccept;
        })();

        return v1;
    })();

    return chargepact;
})();

export {
  $root as default
};
